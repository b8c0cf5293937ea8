import { open, rename } from 'node:fs/promises'

/** Writes a file so that a reader, or a cut of the power, finds the old contents or the new, never a part. */
export async function writeFileAtomically(path: string, contents: Uint8Array | string) {
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(contents)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}
