package shorthand_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/shorthand"
	"github.com/penstock/penstock/cli/value"
)

func text(t require.TestingT, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// TestParse holds what the AWS CLI gives for the same text.
func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`a=b`:                           `{"a":"b"}`,
		`a=b,c=d`:                       `{"a":"b","c":"d"}`,
		`a=`:                            `{"a":""}`,
		`a=,b=`:                         `{"a":"","b":""}`,
		`a=b,c`:                         `{"a":["b","c"]}`,
		`a=b,c,d=e,f,g=h`:               `{"a":["b","c"],"d":["e","f"],"g":"h"}`,
		`a = b , c = d`:                 `{"a":"b","c":"d"}`,
		`a=b c `:                        `{"a":"b c"}`,
		`a=b=c`:                         `{"a":"b=c"}`,
		`a='b,c',d="e,f"`:               `{"a":"b,c","d":"e,f"}`,
		`a='it\'s'`:                     `{"a":"it's"}`,
		`a="say \"x\" \\ y"`:            `{"a":"say \"x\" \\ y"}`,
		`a=b\,c`:                        `{"a":"b,c"}`,
		`a=b\c`:                         `{"a":"b\\c"}`,
		`a=[]`:                          `{"a":[]}`,
		`a=[b]`:                         `{"a":["b"]}`,
		`a=[b,c]`:                       `{"a":["b","c"]}`,
		`a=[ b , c ],d=e`:               `{"a":["b","c"],"d":"e"}`,
		`a=[[b,c],[d]]`:                 `{"a":[["b","c"],["d"]]}`,
		`a={b=c}`:                       `{"a":{"b":"c"}}`,
		`a={b=c,d=[e,f],g={h=i}},j=k`:   `{"a":{"b":"c","d":["e","f"],"g":{"h":"i"}},"j":"k"}`,
		`a={}`:                          `{"a":{}}`,
		`a=[{b=c},{b=d}]`:               `{"a":[{"b":"c"},{"b":"d"}]}`,
		`a=b,'c d',"e",f=g`:             `{"a":["b","c d","e"],"f":"g"}`,
		`a.b-c_d#e/f:g=h`:               `{"a.b-c_d#e/f:g":"h"}`,
		`=b`:                            `{"":"b"}`,
		`a=http://x:1/y?z`:              `{"a":"http://x:1/y?z"}`,
		"a=é,b=日本":                      `{"a":"é","b":"日本"}`,
		`a=b]`:                          ``,
		`a=b,c]`:                        `{"a":["b","c]"]}`,
		`a=]b`:                          `{"a":"]b"}`,
		``:                              ``,
		`a`:                             ``,
		`a=b,`:                          ``,
		`a=b,c=`:                        `{"a":"b","c":""}`,
		`a=[b`:                          ``,
		`a={b=c`:                        ``,
		`a={b}`:                         ``,
		`a='b`:                          ``,
		`a=b "c"`:                       ``,
		`a=b,a=c`:                       ``,
		`a=[b]c`:                        ``,
		`a={b=1,b=2}`:                   `{"a":{"b":"2"}}`,
		`a=[b,]`:                        `{"a":["b"]}`,
		`a=''`:                          `{"a":""}`,
		`a='',b`:                        `{"a":["","b"]}`,
		strings.Repeat("a={", 40) + "}": ``,
	} {
		o, err := shorthand.Parse(in, nil)
		if want == "" {
			require.Error(t, err, in)
			continue
		}
		require.NoError(t, err, in)
		require.Equal(t, want, text(t, o), in)
	}
}

func TestParse_depth(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return strings.Repeat("a={", n) + "a=b" + strings.Repeat("}", n) }
	_, err := shorthand.Parse(deep(20), nil)
	require.NoError(t, err)
	_, err = shorthand.Parse(deep(1000), nil)
	require.ErrorContains(t, err, "at most 64 levels")
}

func TestParse_shows_the_place_of_an_error(t *testing.T) {
	t.Parallel()
	_, err := shorthand.Parse("a=b,\nc=d\"e", nil)
	require.EqualError(t, err, "Expected: ',', received: '\"' for input:\na=b,\nc=d\"e\n   ^")
	var wrong *shorthand.SyntaxError
	require.ErrorAs(t, err, &wrong)
	_, err = shorthand.Parse("Key=a,Value=b,Key=c", nil)
	require.EqualError(t, err, "Second instance of key \"Key\" encountered for input:\nKey=a,Value=b,Key=c\n              ^\n"+
		"This is often because there is a preceding \",\" instead of a space.")
	_, err = shorthand.Parse("Key:a", nil)
	require.EqualError(t, err, "Expected: '=', received: 'EOF' for input:\nKey:a\n     ^")
}

func TestParse_loads_files_behind_at(t *testing.T) {
	t.Parallel()
	load := func(text string) (string, error) {
		if text == "file://no" {
			return "", errors.New("no such file")
		}
		return strings.ToUpper(text), nil
	}
	o, err := shorthand.Parse("a@=x,b=y,c@='z',d={e@=f,g=h},i@=[j]", load)
	require.NoError(t, err)
	require.Equal(t, `{"a":"X","b":"y","c":"Z","d":{"e":"F","g":"h"},"i":["J"]}`, text(t, o))
	_, err = shorthand.Parse("a@=file://no", load)
	require.EqualError(t, err, "no such file")
}

// request is the shape of a member of a request.
func request(t require.TestingT, command, member string) *contract.Shape {
	o, ok := contract.ByCommand(command)
	require.True(t, ok, command)
	m, ok := o.Input.Member(member)
	require.True(t, ok, member)
	return m.Shape
}

func TestCoerce(t *testing.T) {
	t.Parallel()
	s := request(t, "create-application", "ApplicationConfiguration")
	o, err := shorthand.Parse("FlinkApplicationConfiguration={ParallelismConfiguration={Parallelism=4,AutoScalingEnabled=FALSE,ConfigurationType=CUSTOM}},"+
		"VpcConfigurations=[{SubnetIds=subnet-1,SecurityGroupIds=[sg-1,sg-2]}],Unknown=x,"+
		"EnvironmentProperties={PropertyGroups={PropertyGroupId=g,PropertyMap={k=7}}}", nil)
	require.NoError(t, err)
	v, err := shorthand.Coerce(o, s)
	require.NoError(t, err)
	require.Equal(t, `{"FlinkApplicationConfiguration":{"ParallelismConfiguration":{"Parallelism":4,"AutoScalingEnabled":false,"ConfigurationType":"CUSTOM"}},`+
		`"VpcConfigurations":[{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1","sg-2"]}],"Unknown":"x",`+
		`"EnvironmentProperties":{"PropertyGroups":[{"PropertyGroupId":"g","PropertyMap":{"k":"7"}}]}}`, text(t, v))

	o, err = shorthand.Parse("FlinkApplicationConfiguration={ParallelismConfiguration={Parallelism=many}}", nil)
	require.NoError(t, err)
	_, err = shorthand.Coerce(o, s)
	require.EqualError(t, err, `FlinkApplicationConfiguration: ParallelismConfiguration: Parallelism: "many" is not a whole number`)
}

// drawValue draws a value of a shape that the notation can tell.
func drawValue(t *rapid.T, s *contract.Shape, depth int) any {
	switch s.Kind {
	case contract.Struct:
		return drawStruct(t, s, depth)
	case contract.Map:
		o := value.NewObject()
		for _, key := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zA-Z0-9_.#/:-]+`), 1, 3, rapid.ID[string]).Draw(t, "keys") {
			o.Set(key, drawValue(t, s.Elem, depth+1))
		}
		return o
	case contract.List:
		list := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			list = append(list, drawValue(t, s.Elem, depth+1))
		}
		return list
	case contract.Integer:
		return json.Number(strconv.FormatInt(rapid.Int64().Draw(t, "integer"), 10))
	case contract.Boolean:
		return rapid.Bool().Draw(t, "boolean")
	default:
		return rapid.String().Draw(t, "string")
	}
}

func drawStruct(t *rapid.T, s *contract.Shape, depth int) *value.Object {
	o := value.NewObject()
	for i, m := range s.Members {
		if i == 0 || depth < 6 && rapid.Bool().Draw(t, m.Name) {
			o.Set(m.Name, drawValue(t, m.Shape, depth+1))
		}
	}
	return o
}

// TestFormat_is_read_back writes values of every structure of every request in the notation and reads them back.
func TestFormat_is_read_back(t *testing.T) {
	t.Parallel()
	var shapes []*contract.Shape
	for _, o := range contract.Operations {
		for _, m := range o.Input.Members {
			if m.Shape.Kind == contract.Struct {
				shapes = append(shapes, m.Shape)
			}
		}
	}
	require.NotEmpty(t, shapes)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(shapes).Draw(t, "shape")
		want := drawStruct(t, s, 0)
		notation, err := shorthand.Format(want)
		require.NoError(t, err)
		parsed, err := shorthand.Parse(notation, nil)
		require.NoError(t, err, notation)
		got, err := shorthand.Coerce(parsed, s)
		require.NoError(t, err, notation)
		require.Equal(t, text(t, want), text(t, got), notation)
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a=b,c=[d,{e=f}]", `a='\'',b="\\"`, "a@={b=", "a=b\\,c,d=e", "=,=,"} {
		f.Add(seed)
	}
	s := request(f, "create-application", "ApplicationConfiguration")
	f.Fuzz(func(t *testing.T, in string) {
		o, err := shorthand.Parse(in, nil)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		_, _ = shorthand.Coerce(o, s)
	})
}

func TestSynopsis(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Key=string,Value=string ...", shorthand.Synopsis(request(t, "create-application", "Tags")))
	require.Equal(t, "SubnetIds=[string,string],SecurityGroupIds=[string,string]", shorthand.Synopsis(request(t, "add-application-vpc-configuration", "VpcConfiguration")))
	require.Empty(t, shorthand.Synopsis(request(t, "create-application", "ApplicationConfiguration")))
}
