package apiserver

import (
	"encoding/json"
	"fmt"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// document is what a version stores: its configuration as the API describes it, without what depends on a run.
type document struct {
	Configuration  *model.ApplicationConfigurationDescription `json:"ApplicationConfigurationDescription,omitzero"`
	LoggingOptions []model.CloudWatchLoggingOptionDescription `json:"CloudWatchLoggingOptionDescriptions,omitzero"`
}

func readDocument(v *lifecycle.Version) (*document, error) {
	d := &document{}
	if err := json.Unmarshal(v.Document, d); err != nil {
		return nil, fmt.Errorf("read version %d: %w", v.ID, err)
	}
	if d.Configuration == nil {
		d.Configuration = &model.ApplicationConfigurationDescription{}
	}
	return d, nil
}

// encode leaves out lists that have become empty, so that a part that was deleted leaves nothing behind.
func (d *document) encode() (json.RawMessage, error) {
	if len(d.LoggingOptions) == 0 {
		d.LoggingOptions = nil
	}
	if c := d.Configuration; c != nil {
		if len(c.VpcConfigurationDescriptions) == 0 {
			c.VpcConfigurationDescriptions = nil
		}
		tidySQL(&c.SqlApplicationConfigurationDescription)
	}
	text, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write the version's configuration: %w", err)
	}
	return text, nil
}

// key is the choice of a key, as the only part of the configuration.
func (d *document) key() lifecycle.Configuration {
	c := lifecycle.DefaultConfiguration()
	if e := d.Configuration.ApplicationEncryptionConfigurationDescription; e != nil {
		c.KeyType, c.KeyID = string(*e.KeyType), orZero(e.KeyId)
	}
	return c
}

// properties are the runtime properties by group and key.
func (d *document) properties() map[string]map[string]string {
	out := map[string]map[string]string{}
	if e := d.Configuration.EnvironmentPropertyDescriptions; e != nil {
		for _, g := range e.PropertyGroupDescriptions {
			out[*g.PropertyGroupId] = g.PropertyMap
		}
	}
	return out
}
