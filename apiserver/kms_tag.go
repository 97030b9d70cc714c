package apiserver

import (
	"maps"
	"slices"

	"github.com/penstock/penstock/store"
)

// maxKeyTags is how many tags a key may have.
const maxKeyTags = 50

// keyTag is a tag of a key.
type keyTag struct{ TagKey, TagValue string }

func addTags(to map[string]string, tags []keyTag) error {
	for _, t := range tags {
		if t.TagKey == "" || len(t.TagKey) > 128 || len(t.TagValue) > 256 {
			return &requestError{"TagException", "The key of a tag has from 1 to 128 characters, its value at most 256.", 400}
		}
		to[t.TagKey] = t.TagValue
	}
	if len(to) > maxKeyTags {
		return &requestError{kmsLimitExceeded, "A key may have at most 50 tags.", 400}
	}
	return nil
}

func listResourceTags(c *kmsCall) (any, error) {
	key, err := c.named()
	if err != nil {
		return nil, err
	}
	out := struct {
		Tags      []keyTag
		Truncated bool
	}{Tags: []keyTag{}}
	for _, name := range slices.Sorted(maps.Keys(key.Tags)) {
		out.Tags = append(out.Tags, keyTag{name, key.Tags[name]})
	}
	return out, nil
}

func tagKey(c *kmsCall) (any, error) {
	var in struct{ Tags []keyTag }
	if err := c.read(&in); err != nil {
		return nil, err
	}
	return nil, c.change(func(k *store.KMSKey) error {
		if err := alive(k); err != nil {
			return err
		}
		return addTags(k.Tags, in.Tags)
	})
}

func untagKey(c *kmsCall) (any, error) {
	var in struct{ TagKeys []string }
	if err := c.read(&in); err != nil {
		return nil, err
	}
	return nil, c.change(func(k *store.KMSKey) error {
		for _, name := range in.TagKeys {
			delete(k.Tags, name)
		}
		return alive(k)
	})
}
