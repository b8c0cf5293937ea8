import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** Folders of Chromium and Chrome on Linux, which bring SwiftShader, a Vulkan driver for CPUs, and a Vulkan loader. */
const BROWSER_FOLDERS = [
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/opt/google/chrome-unstable',
]

const DRIVER = 'vk_swiftshader_icd.json'

/**
 * The environment in which Dawn finds the software adapter of a browser on this machine. Where no browser has one it is
 * the environment as it is, and Dawn looks for the system's drivers.
 *
 * @param chromium path of a browser's executable, whose folder is looked at first
 */
export function softwareAdapterEnvironment(
  chromium: string | undefined = process.env.EDGEINK_CHROMIUM,
): NodeJS.ProcessEnv {
  const folders = chromium && existsSync(chromium) ? [dirname(realpathSync(chromium))] : []
  const folder = [...folders, ...BROWSER_FOLDERS].find((path) => existsSync(join(path, DRIVER)))
  if (folder === undefined) return process.env
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  return {
    ...process.env,
    VK_ICD_FILENAMES: join(folder, DRIVER),
    LD_LIBRARY_PATH: libraries,
  }
}
