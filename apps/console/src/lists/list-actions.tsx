import { FilterOutlined } from '@ant-design/icons'
import { Button, type InputRef } from 'antd'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHelp } from './key-help.tsx'
import { SearchBox } from './search-box.tsx'
import list from './list.module.css'

interface Props {
  readonly searchRef: RefObject<InputRef | null>
  readonly search: {
    readonly text: string | undefined
    readonly hint: string
    readonly maxLength: number
    /** Several kinds of words go into it. */
    readonly wide?: boolean
    readonly onSearch: (text: string | undefined) => void
  }
  readonly filtering: boolean
  readonly onFiltering: (filtering: boolean) => void
  /** Id of the panel that the filter button opens. */
  readonly panel: string
  /** What this list can do besides. */
  readonly children: ReactNode
}

/** Over every list: the search box, the filter button, the list's own buttons, and its keys. */
export function ListActions({ searchRef, search, filtering, onFiltering, panel, children }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <div className={search.wide ? list.search : list.narrowSearch}>
        <SearchBox
          ref={searchRef}
          value={search.text ?? ''}
          hint={search.hint}
          maxLength={search.maxLength}
          onSearch={(text) => search.onSearch(text || undefined)}
        />
      </div>
      <Button
        icon={<FilterOutlined aria-hidden />}
        aria-expanded={filtering}
        aria-controls={panel}
        onClick={() => onFiltering(!filtering)}
      >
        {t('lists.filter')}
      </Button>
      {children}
      <KeyHelp />
    </>
  )
}
