/** What a Dockerfile of ours says is to be done. */
export interface DockerSteps {
  /** Commands of the first stage's RUN. */
  readonly build: readonly string[]
  /** The folder that the second stage takes, relative to the first's. */
  readonly output: string
  /** CMD and the command of HEALTHCHECK, as lists. */
  readonly run: readonly string[]
  readonly health: readonly string[]
}

/** @throws {Error} when the file lacks one of the instructions that {@link DockerSteps} is read from */
export function readDockerfile(text: string): DockerSteps {
  const lines = text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const after = (pattern: RegExp): string => {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((rest) => rest !== undefined)
    if (found !== undefined) return found
    throw new Error(`expected a line ${pattern} in the Dockerfile, found none`)
  }
  const workdir = after(/^WORKDIR (\S+)/)
  return {
    build: after(/^RUN (.*)/).split(/ *&& */),
    output: after(/^COPY --from=build .*?(\/\S+) \.\/$/).slice(workdir.length + 1),
    run: JSON.parse(after(/^CMD (\[.*\])/)) as string[],
    health: JSON.parse(after(/^HEALTHCHECK .*?CMD (\[.*\])/)) as string[],
  }
}
