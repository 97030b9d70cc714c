package awscli

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/penstock/penstock/cli/value"
)

// resumeToken is where a list that --max-items cut off goes on: the token of the page, and how many of its items were shown. Its
// text is the AWS CLI's, so that either can go on where the other ended.
type resumeToken struct {
	NextToken string
	Truncate  int
}

func (t resumeToken) encode() string {
	token := "null"
	if t.NextToken != "" {
		text, err := json.Marshal(t.NextToken)
		if err != nil {
			text = []byte(`""`) // a string always has JSON
		}
		token = string(text)
	}
	text := fmt.Sprintf(`{"NextToken": %s`, token)
	if t.Truncate > 0 || t.NextToken == "" {
		text += fmt.Sprintf(`, "boto_truncate_amount": %d`, t.Truncate)
	}
	return base64.StdEncoding.EncodeToString([]byte(text + "}"))
}

// parseResumeToken reads --starting-token: a token of this program or of the AWS CLI, or one that the server gave.
func parseResumeToken(text string) resumeToken {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return resumeToken{NextToken: text}
	}
	v, err := value.Parse(decoded)
	o, ok := v.(*value.Object)
	if err != nil || !ok {
		return resumeToken{NextToken: text}
	}
	var t resumeToken
	if token, _ := o.Get("NextToken"); token != nil {
		t.NextToken, _ = token.(string)
	}
	if n, ok := o.Get("boto_truncate_amount"); ok {
		if number, isNumber := n.(json.Number); isNumber {
			if i, err := number.Int64(); err == nil && i >= 0 {
				t.Truncate = int(i)
			}
		}
	}
	return t
}
