import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'

interface Part {
  readonly id?: string | undefined
  readonly name: string
}

const at = (path: string) => ({ fields: [{ path, message: 'refused' }] })

/**
 * Items or photo categories as they are to be written: the known ones with their ids, new ones with new
 * ids. `field`: where they stand in the input. Throws `name_taken` for two of one name and
 * `unknown_business_item` for an id that is none of `living`, or is there twice.
 */
export function identified<T extends Part>(
  field: string,
  given: readonly T[],
  living: readonly { readonly id: string }[],
): (T & { id: string })[] {
  const free = new Set(living.map((part) => part.id))
  const names = new Set<string>()
  return given.map((part, index) => {
    if (names.has(part.name)) throw new AppError('name_taken', at(`${field}.${index}.name`))
    names.add(part.name)
    if (part.id === undefined) return { ...part, id: newId() }
    if (!free.delete(part.id))
      throw new AppError('unknown_business_item', at(`${field}.${index}.id`))
    return { ...part, id: part.id }
  })
}
