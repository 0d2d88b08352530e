"use client";

/**
 * A card. See https://example.com/spec for more; the rest is in the design.
 */
// eslint-disable-next-line react/no-unescaped-entities
export default function Card(/* no props */) {
  return <div>{/* nothing */}ok</div>;
}
