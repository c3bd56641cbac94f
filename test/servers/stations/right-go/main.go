// A right server of the stations contract, written for itself in Go: stdlib only, prints its port.
// Usage: stations FOLDER_OF_SCHEMAS
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

const megabyte = 1 << 20

var keys = map[string]bool{"stations-key-1": true, "stations-key-2": true}

var titles = map[int]string{
	400: "Malformed request", 401: "No valid key", 404: "Not found", 405: "Method not allowed", 409: "Conflict",
	412: "Changed since", 413: "Too large", 415: "Unsupported media type", 422: "Invalid request",
}

type object = map[string]any

// What one request is answered.
type reply struct {
	status  int
	headers map[string]string
	json    any
	bytes   []byte
}

func refuse(status int, detail string, flaws ...flaw) *reply {
	body := object{"type": "about:blank", "title": titles[status], "status": status, "detail": detail}
	if len(flaws) > 0 {
		body["errors"] = flaws
	}
	return &reply{status, map[string]string{"Content-Type": "application/problem+json"}, body, nil}
}

func answer(status int, body any, tag string) *reply {
	headers := map[string]string{"Content-Type": "application/json"}
	if tag != "" {
		headers["ETag"] = tag
	}
	return &reply{status, headers, body, nil}
}

func noContent() *reply { return &reply{status: 204, headers: map[string]string{}} }

// One request on its way.
type call struct {
	request *http.Request
	params  map[string]string
	query   map[string]string
	bytes   []byte
	// The members of a JSON body that the document knows; nil where an optional body is missing.
	body object
}

func (c *call) number(name string, otherwise int) int {
	text, there := c.query[name]
	if !there {
		return otherwise
	}
	value, _ := strconv.Atoi(text)
	return value
}

var tagPattern = regexp.MustCompile(`(?:W/)?"[^"]*"`)

func (c *call) hasTag(tag string) bool {
	had, there := header(c.request, "If-None-Match")
	if !there || c.request.Method == "HEAD" {
		return false
	}
	for _, each := range tagPattern.FindAllString(had, -1) {
		if strings.TrimPrefix(each, "W/") == tag {
			return true
		}
	}
	return strings.TrimSpace(had) == "*"
}

func (c *call) refuseChanged(tag string) *reply {
	wanted, there := header(c.request, "If-Match")
	if !there || strings.TrimSpace(wanted) == "*" || contains(tagPattern.FindAllString(wanted, -1), tag) {
		return nil
	}
	return refuse(412, "it was changed since, or is another")
}

func header(request *http.Request, name string) (string, bool) {
	values := request.Header.Values(name)
	return strings.Join(values, ", "), len(values) > 0
}

// Whether a text is what the document says of a parameter.
type check func(string) bool

var integerPattern = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
var numberPattern = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

func integer(minimum, maximum float64) check { return ranged(integerPattern, minimum, maximum) }

func ranged(form *regexp.Regexp, minimum, maximum float64) check {
	return func(text string) bool {
		value, _ := strconv.ParseFloat(text, 64)
		return form.MatchString(text) && value >= minimum && value <= maximum
	}
}

func oneOf(values ...string) check { return func(text string) bool { return contains(values, text) } }

func pattern(source string) check { return regexp.MustCompile(source).MatchString }

func isTime(text string) bool { _, ok := readTime(text); return ok }

type operation struct {
	method string
	path   string
	open   bool
	query  map[string]check
	// The media type of the body, and its schema.
	body     string
	schema   string
	optional bool
	// The refusal where something that the path names does not exist.
	find func(*call) *reply
	act  func(*call) *reply
}

var paramChecks = map[string]check{
	"networkSlug": pattern(`^[a-z][a-z0-9-]{1,38}$`),
	"stationId":   integer(1, 2147483647),
	"serial":      pattern(`^[A-Z]{2}-[0-9]{4,8}$`),
	"readingId":   uuidPattern.MatchString,
	"alertId":     uuidPattern.MatchString,
	"photoId":     uuidPattern.MatchString,
}

// The values of {name} in the template, where the path fits.
func matchPath(template, path string) (map[string]string, bool) {
	wanted, given := strings.Split(template, "/"), strings.Split(path, "/")
	if len(wanted) != len(given) {
		return nil, false
	}
	params := map[string]string{}
	for index, part := range wanted {
		if !strings.HasPrefix(part, "{") {
			if part != given[index] {
				return nil, false
			}
			continue
		}
		if given[index] == "" {
			return nil, false
		}
		text, err := url.PathUnescape(given[index])
		if err != nil {
			text = given[index]
		}
		params[strings.Trim(part, "{}")] = text
	}
	return params, true
}

func decide(request *http.Request, body []byte) *reply {
	c := &call{request: request, bytes: body, query: map[string]string{}}
	// The path as it was sent: Go's own Path is decoded already.
	path, query, _ := strings.Cut(request.RequestURI, "?")
	var chosen *operation
	allowed := []string{}
	for index := range operations {
		each := &operations[index]
		params, fits := matchPath(each.path, path)
		if !fits {
			continue
		}
		allowed = append(allowed, each.method)
		if each.method == "GET" {
			allowed = append(allowed, "HEAD")
		}
		if each.method == request.Method || each.method == "GET" && request.Method == "HEAD" {
			chosen, c.params = each, params
		}
	}
	if len(allowed) == 0 {
		return refuse(404, "there is no such path")
	}
	if chosen == nil {
		refused := refuse(405, request.Method+" is not for this path")
		refused.headers["Allow"] = strings.Join(allowed, ", ")
		return refused
	}
	if key, _ := header(request, "X-API-Key"); !chosen.open && !keys[key] {
		refused := refuse(401, "no key, or not one of ours")
		refused.headers["WWW-Authenticate"] = `ApiKey realm="stations"`
		return refused
	}
	return c.run(chosen, query)
}

func (c *call) run(chosen *operation, query string) *reply {
	if refused := c.holdParams(); refused != nil {
		return refused
	}
	if refused := c.readQuery(query, chosen.query); refused != nil {
		return refused
	}
	if chosen.find != nil {
		if refused := chosen.find(c); refused != nil {
			return refused
		}
	}
	if chosen.body != "" {
		if refused := c.readBody(chosen); refused != nil {
			return refused
		}
	}
	return chosen.act(c)
}

func (c *call) holdParams() *reply {
	for name, text := range c.params {
		if paramChecks[name](text) {
			continue
		}
		if name == "networkSlug" {
			return refuse(404, "no network has such a slug")
		}
		return refuse(422, name+" is not well-formed", flaw{name, "is not well-formed"})
	}
	return nil
}

func (c *call) readQuery(query string, checks map[string]check) *reply {
	for _, pair := range strings.Split(query, "&") {
		rawName, rawText, _ := strings.Cut(pair, "=")
		name, text := unescape(rawName), unescape(rawText)
		accepts, known := checks[name]
		if !known {
			continue
		}
		if _, twice := c.query[name]; twice || !accepts(text) {
			return refuse(422, "the query is not as documented", flaw{name, "is not as documented"})
		}
		c.query[name] = text
	}
	return nil
}

func unescape(text string) string {
	decoded, err := url.QueryUnescape(text)
	if err != nil {
		return text
	}
	return strings.ToValidUTF8(decoded, "\uFFFD")
}

func (c *call) isOfType(wanted string) bool {
	if coding, there := header(c.request, "Content-Encoding"); there && !strings.EqualFold(strings.TrimSpace(coding), "identity") {
		return false
	}
	content, _ := header(c.request, "Content-Type")
	media, parameters, _ := strings.Cut(content, ";")
	for _, each := range strings.Split(strings.ToLower(parameters), ";") {
		charset, isCharset := strings.CutPrefix(strings.TrimSpace(each), "charset=")
		charset = strings.Trim(charset, `"`)
		if isCharset && charset != "utf-8" && charset != "utf8" && wanted != "image/png" {
			return false
		}
	}
	return strings.EqualFold(strings.TrimSpace(media), wanted)
}

func (c *call) readBody(chosen *operation) *reply {
	_, isTyped := header(c.request, "Content-Type")
	if len(c.bytes) == 0 && (!isTyped || c.isOfType(chosen.body)) {
		if chosen.optional {
			return nil
		}
		return refuse(400, "the body is missing")
	}
	if !c.isOfType(chosen.body) {
		return refuse(415, "only "+chosen.body+" is read")
	}
	switch chosen.body {
	case "image/png":
		if len(c.bytes) > megabyte {
			return refuse(413, "at most 1 MB")
		}
		return nil
	case "multipart/form-data":
		return c.readForm()
	}
	return c.readJSON(schemas[chosen.schema+".schema.json"])
}

func (c *call) readJSON(s *schema) *reply {
	decoder := json.NewDecoder(bytes.NewReader(c.bytes))
	decoder.UseNumber()
	var value any
	err := decoder.Decode(&value)
	if err == nil {
		_, err = decoder.Token()
	}
	// The end must follow; Go reads what is no UTF-8 as if it were.
	if err != io.EOF || !utf8.Valid(c.bytes) {
		return refuse(400, "the body is not JSON in UTF-8")
	}
	if flaws := s.flaws(value, ""); len(flaws) > 0 {
		return refuse(422, "the body is not as documented", flaws...)
	}
	c.body = s.pick(value)
	return nil
}

func (c *call) readForm() *reply {
	_, parameters, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil || parameters["boundary"] == "" {
		return refuse(400, "the body is no form in parts")
	}
	form, err := multipart.NewReader(bytes.NewReader(c.bytes), parameters["boundary"]).ReadForm(8 * megabyte)
	if err != nil {
		return refuse(400, "the body is no form in parts")
	}
	files := form.File["file"]
	if len(files) == 0 || files[0].Size == 0 || !strings.HasPrefix(files[0].Header.Get("Content-Type"), "image/png") {
		return refuse(422, "file is no PNG", flaw{"/file", "must be image/png"})
	}
	if files[0].Size > megabyte {
		return refuse(413, "at most 1 MB")
	}
	c.body = object{"bytes": files[0].Size}
	if len(form.File["caption"]) > 0 {
		return refuse(422, "caption", flaw{"/caption", "must be a text"})
	}
	if captions := form.Value["caption"]; len(captions) > 0 {
		text := strings.ToValidUTF8(captions[0], "\uFFFD")
		if utf8.RuneCountInString(text) > 120 {
			return refuse(422, "caption", flaw{"/caption", "at most 120 characters"})
		}
		c.body["caption"] = text
	}
	return nil
}

var lock sync.Mutex

func serve(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	lock.Lock()
	answered := decide(request, body)
	data := answered.bytes
	if answered.json != nil {
		data, _ = json.Marshal(answered.json)
	}
	lock.Unlock()
	for name, value := range answered.headers {
		response.Header().Set(name, value)
	}
	if answered.status != 204 && answered.status != 304 {
		response.Header().Set("Content-Length", strconv.Itoa(len(data)))
	}
	response.WriteHeader(answered.status)
	if request.Method != "HEAD" {
		_, _ = response.Write(data)
	}
}

func main() {
	if err := loadSchemas(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	// No ServeMux: it redirects paths that it finds untidy.
	_ = http.Serve(listener, http.HandlerFunc(serve))
}
