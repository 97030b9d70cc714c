// Package shorthand reads the AWS CLI's short notation of structures: Key=Value,Key2=Value2, with lists as Key=a,b,c or Key=[a,b]
// and nested structures as Key={Inner=value}. Values with commas or equals signs stand in quotes. Key@=file://path takes the
// value from a file.
//
//	structure = pair *( "," pair )
//	pair      = key ( "=" / "@=" ) [ values ]
//	values    = list / object / item *( "," item )        ; the last as long as no pair begins
//	list      = "[" [ inner *( "," inner ) ] "]"
//	object    = "{" [ pair1 *( "," pair1 ) ] "}"           ; pair1 = key ( "=" / "@=" ) inner
//	inner     = list / object / item
//	item      = "'" text "'" / DQUOTE text DQUOTE / word
//
// Parse knows only the notation; Coerce then makes of the strings what a shape of the contract wants, and of one value a list
// where the shape is one.
package shorthand
