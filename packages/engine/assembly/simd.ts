/** The baseline kernel. */

export * from './index'
