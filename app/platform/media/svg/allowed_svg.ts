/*
| What an SVG may consist of: the drawing parts of SVG 1.1 and 2. Left out on purpose: script, foreignObject and other
| documents inside, links, animations (they can set any attribute later), and everything that is read from elsewhere.
*/

export const ELEMENTS: ReadonlySet<string> = new Set(
  `svg g defs symbol use title desc switch view
   path rect circle ellipse line polyline polygon image
   text tspan textPath
   linearGradient radialGradient stop pattern clipPath mask marker style
   filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
   feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
   feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`.split(/\s+/)
)

export const ATTRIBUTES: ReadonlySet<string> = new Set(
  `xmlns xmlns:xlink version id class style lang xml:lang xml:space role aria-label aria-labelledby aria-hidden
   x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio transform rotate
   pathLength textLength lengthAdjust startOffset method spacing side href xlink:href
   gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform
   clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
   filterUnits primitiveUnits in in2 result mode type values operator k1 k2 k3 k4 stdDeviation edgeMode
   tableValues slope intercept amplitude exponent surfaceScale diffuseConstant specularConstant specularExponent
   kernelMatrix kernelUnitLength order divisor bias targetX targetY preserveAlpha radius scale xChannelSelector
   yChannelSelector azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle baseFrequency numOctaves seed
   stitchTiles media
   fill fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
   stroke-miterlimit stroke-opacity stroke-width color color-interpolation color-interpolation-filters opacity
   clip clip-path clip-rule mask filter marker marker-start marker-mid marker-end display visibility overflow
   paint-order shape-rendering text-rendering image-rendering vector-effect stop-color stop-opacity flood-color
   flood-opacity lighting-color mix-blend-mode isolation enable-background
   font-family font-size font-size-adjust font-stretch font-style font-variant font-weight letter-spacing
   word-spacing text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift direction
   unicode-bidi writing-mode`.split(/\s+/)
)

/** A picture of pixels that the drawing carries inside itself. */
const INNER_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i
const PLACE_IN_THE_DRAWING = /^#[^\s"'()\\]+$/

/**
 * @param element - whose attribute it is
 * @param value - of `href`
 * @returns true when it stays within the file
 */
export function isOwnReference(element: string, value: string): boolean {
  return PLACE_IN_THE_DRAWING.test(value) || (element === 'image' && INNER_PICTURE.test(value))
}

/**
 * @param css - the value of an attribute, or a stylesheet
 * @returns true when it reads nothing from elsewhere; escapes, by which that could be hidden, are not taken at all
 */
export function isOwnStyle(css: string): boolean {
  if (
    /\\|@import|@font-face|@namespace|@charset|javascript:|expression\s*\(|image-set|src\s*\(|-moz-binding|behavior\s*:|<|&/i.test(
      css
    )
  )
    return false
  return [...css.matchAll(/url\s*\(([^)]*)\)?/gi)].every(([, target = '']) =>
    PLACE_IN_THE_DRAWING.test(target.trim().replace(/^(["'])(.*)\1$/, '$2'))
  )
}
