import { describe, expect, it } from 'vitest'
import { neighbour, plainView, turned, zoomed, type View } from './view.ts'

describe('the preview of a photo', () => {
  it('zooms in steps between a half and four times, and back to where it was', () => {
    let view: View = plainView
    for (let i = 0; i < 10; i++) view = zoomed(view, 1)
    expect(view.zoom).toBe(4)
    for (let i = 0; i < 10; i++) view = zoomed(view, -1)
    expect(view.zoom).toBe(0.5)
    expect(zoomed(zoomed(plainView, 1), -1)).toEqual(plainView)
  })

  it('turns clockwise, four turns being none', () => {
    const turns = [1, 2, 3, 4].map((count) => {
      let view: View = plainView
      for (let i = 0; i < count; i++) view = turned(view)
      return view.turn
    })
    expect(turns).toEqual([90, 180, 270, 0])
  })

  it('has a next and a previous photo, none at the ends', () => {
    const row = [{ id: 'a' }, { id: 'b' }]
    expect(neighbour(row, 'a', 1)).toEqual({ id: 'b' })
    expect(neighbour(row, 'a', -1)).toBeNull()
    expect(neighbour(row, 'b', 1)).toBeNull()
  })
})
