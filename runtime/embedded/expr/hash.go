package expr

import (
	"crypto/md5"  //nolint:gosec // SQL's MD5
	"crypto/sha1" //nolint:gosec // SQL's SHA1
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// hashFunctions give digests in lower-case hexadecimal.
var hashFunctions = []function{
	{name: "MD5", forms: digestForms(md5.New, 32)},
	{name: "SHA1", forms: digestForms(sha1.New, 40)},
	{name: "SHA224", forms: digestForms(sha256.New224, 56)},
	{name: "SHA256", forms: digestForms(sha256.New, 64)},
	{name: "SHA384", forms: digestForms(sha512.New384, 96)},
	{name: "SHA512", forms: digestForms(sha512.New, 128)},
	{name: "SHA2", forms: []form{{params: []param{text, integer}, result: gives(types.VarCharOf(128)), kernel: per2(func(*Call) func(*exec, string, int64) (string, bool) {
		digests := map[int64]func(string) string{
			224: digest(sha256.New224), 256: digest(sha256.New), 384: digest(sha512.New384), 512: digest(sha512.New),
		}
		return func(x *exec, s string, bits int64) (string, bool) {
			d := digests[bits]
			if d == nil {
				x.fail(runtimeError("Unsupported algorithm."))
				return "", false
			}
			return d(s), true
		}
	})}}},
}

func digestForms(newHash func() hash.Hash, length int) []form {
	kernel := per1(func(*Call) func(*exec, string) (string, bool) {
		d := digest(newHash)
		return func(_ *exec, s string) (string, bool) { return d(s), true }
	})
	return []form{
		{params: []param{text}, result: gives(types.CharOf(length)), kernel: kernel},
		{params: []param{bytes}, result: gives(types.CharOf(length)), kernel: kernel},
	}
}

// digest reuses one hash for all rows of a call.
func digest(newHash func() hash.Hash) func(string) string {
	h := newHash()
	var sum []byte
	return func(s string) string {
		h.Reset()
		h.Write([]byte(s))
		sum = h.Sum(sum[:0])
		return hex.EncodeToString(sum)
	}
}
