import type { zhCn } from './zh-cn.ts'

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }

/** The shape that every language fills completely. */
export type Messages = Widen<typeof zhCn>
