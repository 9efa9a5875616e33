import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useTexts } from '../preferences.tsx'

const corners = ['top-right', 'bottom-right', 'bottom-left', 'top-left'] as const
type Corner = (typeof corners)[number]

/** Where a thing dropped at this centre belongs, in a window of this size. */
export function nearestCorner(x: number, y: number, width: number, height: number): Corner {
  return `${y < height / 2 ? 'top' : 'bottom'}-${x < width / 2 ? 'left' : 'right'}`
}

/** Less than this is a tap: it moves to the next corner, for whoever cannot drag. */
const tapPixels = 6

/** A small thing over the picture that is dragged from corner to corner. */
export function Movable({ children }: { readonly children: ComponentChildren }) {
  const texts = useTexts()
  const [corner, setCorner] = useState<Corner>('top-right')
  const [offset, setOffset] = useState({ x: 0, y: 0 })
  const startRef = useRef<{ x: number; y: number } | null>(null)
  const draggedRef = useRef(false)

  const onPointerDown = (event: PointerEvent): void => {
    startRef.current = { x: event.clientX, y: event.clientY }
    draggedRef.current = false
    if (event.currentTarget instanceof Element)
      event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!startRef.current) return
    const moved = { x: event.clientX - startRef.current.x, y: event.clientY - startRef.current.y }
    if (Math.hypot(moved.x, moved.y) > tapPixels) draggedRef.current = true
    if (draggedRef.current) setOffset(moved)
  }
  const onPointerUp = (event: PointerEvent): void => {
    if (startRef.current && draggedRef.current && event.currentTarget instanceof Element) {
      const box = event.currentTarget.getBoundingClientRect()
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      setCorner(nearestCorner(x, y, innerWidth, innerHeight))
    }
    startRef.current = null
    setOffset({ x: 0, y: 0 })
  }
  const onClick = (): void => {
    if (!draggedRef.current)
      setCorner(corners[(corners.indexOf(corner) + 1) % corners.length] ?? 'top-right')
    draggedRef.current = false
  }

  return (
    <button
      type="button"
      class={`movable ${corner}`}
      aria-label={texts.callMoveOwn}
      style={{ transform: `translate(${offset.x}px, ${offset.y}px)` }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
