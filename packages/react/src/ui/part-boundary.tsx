'use client'
import { Component, type ReactNode } from 'react'

/** Props of `PartBoundary`. */
export interface PartBoundaryProps {
  /** Shown instead of the part that failed. */
  fallback: ReactNode
  onError: (cause: unknown) => void
  children: ReactNode
}

/** Keeps a part that could not be loaded (a dialog's script after a new release, say) from taking the rest of the widget with it. */
export class PartBoundary extends Component<PartBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(cause: unknown) {
    this.props.onError(cause)
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
