package datadir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Access is what a client needs to speak to the installation.
type Access struct {
	Endpoint    string
	Region      string
	AccessKeyID string
	SecretKey   string
}

// CredentialsFile and ConfigFile are what AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE have to name.
func (d *Dir) CredentialsFile() string { return d.Join("aws", "credentials") }

// ConfigFile is the file for AWS_CONFIG_FILE.
func (d *Dir) ConfigFile() string { return d.Join("aws", "config") }

// WriteAWSFiles writes the files with which the AWS CLI and the SDKs speak to this installation. The config is new with
// each start, since the address may be; the credentials are written where there are any, and otherwise stay as they are.
func (d *Dir) WriteAWSFiles(a Access) error {
	if err := os.MkdirAll(d.Join("aws"), 0o700); err != nil {
		return fmt.Errorf("files for the AWS CLI: %w", err)
	}
	config := fmt.Sprintf("# Written by penstock serve at each start.\n[default]\nregion = %s\nendpoint_url = %s\n", a.Region, a.Endpoint)
	if err := replace(d.ConfigFile(), config); err != nil {
		return err
	}
	if a.AccessKeyID == "" {
		return nil
	}
	credentials := fmt.Sprintf("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n", a.AccessKeyID, a.SecretKey)
	return replace(d.CredentialsFile(), credentials)
}

// replace makes the file appear at once with all its content, for its owner only.
func replace(path, content string) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return fmt.Errorf("files for the AWS CLI: %w", err)
	}
	_, err = tmp.WriteString(content)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("files for the AWS CLI: %w", errors.Join(err, os.Remove(tmp.Name())))
	}
	return nil
}
