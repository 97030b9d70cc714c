package apiserver

import (
	"encoding/base64"
	"encoding/json"

	"github.com/penstock/penstock/lifecycle/fault"
)

// defaultLimit is the length of a page that nobody asked otherwise for.
const defaultLimit = 50

func pageLimit(limit *int64) int {
	if limit == nil {
		return defaultLimit
	}
	return int(*limit)
}

// encodeToken makes an opaque page token of a place in a list of that kind.
func encodeToken(kind string, place any) (*string, error) {
	text, err := json.Marshal([]any{kind, place})
	if err != nil {
		return nil, err
	}
	return new(base64.RawURLEncoding.EncodeToString(text)), nil
}

// decodeToken reads a token that encodeToken made for the same kind of list; nil leaves place as it is.
func decodeToken(token *string, kind string, place any) error {
	if token == nil {
		return nil
	}
	var parts [2]json.RawMessage
	var told string
	text, err := base64.RawURLEncoding.DecodeString(*token)
	if err == nil {
		err = json.Unmarshal(text, &parts)
	}
	if err == nil {
		err = json.Unmarshal(parts[0], &told)
	}
	if err == nil {
		err = json.Unmarshal(parts[1], place)
	}
	if err != nil || told != kind {
		return fault.InvalidArgument("NextToken is not one that this list gave out")
	}
	return nil
}
