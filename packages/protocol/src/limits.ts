/** How much one request may ask. Every limit of the API stands here and nowhere else. */
export const LIMITS = {
  /** Bytes of the request body. 64 rasters of full precision fit. */
  bodyBytes: 1_048_576,
  /** Inks, or rasters, in a request. */
  inks: 64,
  /** Strokes in one ink. */
  strokes: 1_000,
  /** Points in a request, over all inks. */
  points: 20_000,
  /** Largest |x| and |y|. */
  coordinate: 1e9,
  /** Numbers in a raster: 28 rows of 28 pixels. */
  pixels: 784,
  /** Largest `topK`. */
  topK: 100,
  /** Labels in `allowed`. */
  allowed: 256,
  /** Characters of a model id or a label. */
  name: 64,
  /** Errors that one problem document lists. */
  errors: 10,
  /** An image as a file, PNG or JPEG. */
  image: {
    /** Bytes of the file. */
    bytes: 8_388_608,
    /** Width × height, which are looked at before anything is unpacked. */
    pixels: 4_194_304,
  },
  /** An ink of several characters. */
  text: {
    /** Strokes. */
    strokes: 256,
    /** Groups of strokes that the model is asked about. */
    hypotheses: 256,
    /** Largest `alternatives`. */
    alternatives: 16,
  },
  /** One conversation over `GET /stream`. Its ink has the limits of an ink. */
  stream: {
    /** Bytes of one message. */
    messageBytes: 65_536,
    /** Predictions on their way to a client that has not acknowledged them. */
    window: 32,
    /** Messages refused before the server closes. */
    errors: 10,
  },
} as const

/** What a request means when it says nothing. */
export const DEFAULTS = { model: 'digits', topK: 3 } as const
