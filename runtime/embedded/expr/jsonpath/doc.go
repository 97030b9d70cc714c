// Package jsonpath reads JSON documents and finds values in them with the path language that Flink's JSON functions have, that
// of Jayway JsonPath: $.a.b, $['a'], $.list[0], $.list[*], $.list[1:3], $..name and filters such as $.list[?(@.n > 1)].
package jsonpath
