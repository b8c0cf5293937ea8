export const GLYPH_WIDTH = 3
export const GLYPH_HEIGHT = 5

/** Each glyph is five octal digits, a row of three dots each, from the top. */
const GLYPHS = new Map(
  `0 75557 1 26227 2 71747 3 71717 4 55711 5 74717 6 74757 7 71122 8 75757 9 75717
A 25755 B 65656 C 34443 D 65556 E 74647 F 74644 G 34553 H 55755 I 72227 J 11152 K 55655 L 44447 M 57755
N 65555 O 25552 P 65644 Q 25563 R 65655 S 34216 T 72222 U 55557 V 55552 W 55775 X 55255 Y 55222 Z 71247
a 06357 b 46556 c 03443 d 13553 e 03743 f 12722 g 03536 h 44655 i 20222 j 10112 k 45655 l 62227 m 07755
n 06555 o 02552 p 06564 q 03531 r 03444 s 03616 t 27221 u 05557 v 05552 w 05577 x 05225 y 05536 z 07247
/ 11244 - 00700 _ 00007 . 00002 > 42124 : 02020 % 51245 , 00024`
    .split(/\s+/)
    .join(' ')
    .match(/\S \d{5}/g)!
    .map((entry) => [entry[0], entry.slice(2)] as const),
)
const BLANK = '00000'
const UNKNOWN = '71202'

/** Rows of a glyph, three bits each; a question mark stands for what the font lacks. */
export function glyphRows(character: string): number[] {
  const glyph = character === ' ' ? BLANK : (GLYPHS.get(character) ?? UNKNOWN)
  return [...glyph].map((digit) => Number.parseInt(digit, 8))
}
