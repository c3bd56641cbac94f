// JSON Schema, as far as the stations contract goes.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

type flaw struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

type schema struct {
	Ref           string             `json:"$ref"`
	Type          any                `json:"type"`
	OneOf         []*schema          `json:"oneOf"`
	Const         *string            `json:"const"`
	Enum          []string           `json:"enum"`
	Pattern       string             `json:"pattern"`
	Format        string             `json:"format"`
	MinLength     *int               `json:"minLength"`
	MaxLength     *int               `json:"maxLength"`
	Minimum       *float64           `json:"minimum"`
	Maximum       *float64           `json:"maximum"`
	MaxItems      *int               `json:"maxItems"`
	UniqueItems   bool               `json:"uniqueItems"`
	Items         *schema            `json:"items"`
	Required      []string           `json:"required"`
	Properties    map[string]*schema `json:"properties"`
	Closed        *bool              `json:"additionalProperties"`
	MinProperties int                `json:"minProperties"`
}

var schemas = map[string]*schema{}

func loadSchemas(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.schema.json"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no schemas in %s: %v", folder, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		read := &schema{}
		if err := json.Unmarshal(text, read); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		schemas[filepath.Base(file)] = read
	}
	return nil
}

func (s *schema) target() *schema {
	if s.Ref != "" {
		return schemas[s.Ref].target()
	}
	return s
}

func (s *schema) types() []string {
	switch named := s.Type.(type) {
	case string:
		return []string{named}
	case []any:
		names := []string{}
		for _, each := range named {
			names = append(names, each.(string))
		}
		return names
	}
	return nil
}

func isOfType(name string, value any) bool {
	switch typed := value.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case map[string]any:
		return name == "object"
	case []any:
		return name == "array"
	case json.Number:
		number := toFloat(typed)
		return name == "number" || name == "integer" && !math.IsInf(number, 0) && number == math.Trunc(number)
	}
	return false
}

// Out of range is infinite, with its sign.
func toFloat(number json.Number) float64 {
	value, _ := strconv.ParseFloat(string(number), 64)
	return value
}

// What is wrong with the value.
func (s *schema) flaws(value any, at string) []flaw {
	s = s.target()
	found := []flaw{}
	add := func(message string) { found = append(found, flaw{at, message}) }
	if len(s.OneOf) > 0 {
		if s.branch(value) == nil {
			add("must be one of the documented shapes")
		}
		return found
	}
	if types := s.types(); len(types) > 0 {
		fits := false
		for _, name := range types {
			fits = fits || isOfType(name, value)
		}
		if !fits {
			add("must be " + strings.Join(types, " or "))
			return found
		}
	}
	text, isText := value.(string)
	if s.Const != nil && (!isText || text != *s.Const) {
		add("must be " + *s.Const)
	}
	if s.Enum != nil && (!isText || !contains(s.Enum, text)) {
		add("must be one of " + strings.Join(s.Enum, ", "))
	}
	switch typed := value.(type) {
	case string:
		found = append(found, s.textFlaws(typed, at)...)
	case json.Number:
		number := toFloat(typed)
		if s.Minimum != nil && number < *s.Minimum || s.Maximum != nil && number > *s.Maximum {
			add("is too small or too large")
		}
	case []any:
		found = append(found, s.itemFlaws(typed, at)...)
	case map[string]any:
		found = append(found, s.memberFlaws(typed, at)...)
	}
	return found
}

func (s *schema) textFlaws(text string, at string) []flaw {
	found := []flaw{}
	length := utf8.RuneCountInString(text)
	if s.MinLength != nil && length < *s.MinLength || s.MaxLength != nil && length > *s.MaxLength {
		found = append(found, flaw{at, "is too short or too long"})
	}
	if s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(text) {
		found = append(found, flaw{at, "must match " + s.Pattern})
	}
	if check, known := formats[s.Format]; known && !check(text) {
		found = append(found, flaw{at, "must be a " + s.Format})
	}
	return found
}

func (s *schema) itemFlaws(items []any, at string) []flaw {
	found := []flaw{}
	if s.MaxItems != nil && len(items) > *s.MaxItems {
		return []flaw{{at, "has too many items"}}
	}
	seen := map[any]bool{}
	for index, item := range items {
		own := s.Items.flaws(item, fmt.Sprintf("%s/%d", at, index))
		found = append(found, own...)
		if len(own) > 0 {
			continue
		}
		if s.UniqueItems && seen[item] {
			found = append(found, flaw{at, "must not have an item twice"})
		}
		seen[item] = true
	}
	return found
}

func (s *schema) memberFlaws(members map[string]any, at string) []flaw {
	found := []flaw{}
	for _, name := range s.Required {
		if _, there := members[name]; !there {
			found = append(found, flaw{at, "must have " + name})
		}
	}
	if len(members) < s.MinProperties {
		found = append(found, flaw{at, "must have a member"})
	}
	for name, member := range members {
		if known, there := s.Properties[name]; there {
			found = append(found, known.flaws(member, at+"/"+name)...)
		} else if s.Closed != nil && !*s.Closed {
			found = append(found, flaw{at, "must not have " + strconv.Quote(name)})
		}
	}
	return found
}

// The one alternative that the value fits; the schema itself where it has none.
func (s *schema) branch(value any) *schema {
	s = s.target()
	if len(s.OneOf) == 0 {
		return s
	}
	var fitting *schema
	for _, each := range s.OneOf {
		if len(each.flaws(value, "")) == 0 {
			if fitting != nil {
				return nil
			}
			fitting = each.target()
		}
	}
	return fitting
}

// The members that the document knows.
func (s *schema) pick(value any) map[string]any {
	picked := map[string]any{}
	for name, member := range value.(map[string]any) {
		if _, known := s.branch(value).Properties[name]; known {
			picked[name] = member
		}
	}
	return picked
}

func contains(all []string, one string) bool {
	for _, each := range all {
		if each == one {
			return true
		}
	}
	return false
}

var (
	emailPattern = regexp.MustCompile(`(?i)^[a-z0-9!#$%&'*+/=?^_{|}~` + "`" + `-]+(?:\.[a-z0-9!#$%&'*+/=?^_{|}~` + "`" + `-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`)
	uuidPattern  = regexp.MustCompile(`(?i)^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$`)
	datePattern  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	timePattern  = regexp.MustCompile(`^([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)$`)
)

var formats = map[string]func(string) bool{
	"date":      isDate,
	"date-time": func(text string) bool { _, ok := readTime(text); return ok },
	"email":     emailPattern.MatchString,
	"uuid":      uuidPattern.MatchString,
}

func isDate(text string) bool {
	if !datePattern.MatchString(text) {
		return false
	}
	_, err := time.Parse("2006-01-02", text)
	return err == nil
}

// An RFC 3339 time, in seconds since 1970.
func readTime(text string) (float64, bool) {
	if len(text) < 11 || !strings.Contains("Tt ", text[10:11]) || !isDate(text[:10]) {
		return 0, false
	}
	parts := timePattern.FindStringSubmatch(text[11:])
	if parts == nil {
		return 0, false
	}
	number := func(index int) int { value, _ := strconv.Atoi(parts[index]); return value }
	hour, minute, second := number(1), number(2), number(3)
	if hour > 23 || minute > 59 || second > 60 || number(7) > 23 || number(8) > 59 {
		return 0, false
	}
	offset := number(7)*60 + number(8)
	if parts[6] == "-" {
		offset = -offset
	}
	if second == 60 {
		if (hour*60+minute-offset+2880)%1440 != 1439 {
			return 0, false
		}
		second = 59
	}
	day, _ := time.Parse("2006-01-02", text[:10])
	fraction, _ := strconv.ParseFloat("0"+parts[4], 64)
	return float64(day.Unix()+int64(hour*3600+minute*60+second-offset*60)) + fraction, true
}
