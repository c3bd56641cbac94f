// What the operations do, and what they remember.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

type entry struct {
	body     object
	revision int
	station  int
	serial   string
}

var (
	networks = map[string]*entry{}
	logos    = map[string][]byte{}
	stations = map[int]*entry{}
	sensors  = map[string]*entry{}
	readings = map[string]*entry{}
	alerts   = map[string]*entry{}
	photos   = map[string]*entry{}

	lastStation, lastRevision int
)

func remember(station int, serial string, parts ...object) *entry {
	lastRevision++
	return &entry{merge(parts...), lastRevision, station, serial}
}

// The members of all; the later ones hold.
func merge(parts ...object) object {
	merged := object{}
	for _, part := range parts {
		for name, member := range part {
			merged[name] = member
		}
	}
	return merged
}

func now() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000Z") }

func makeUUID() string {
	random := make([]byte, 16)
	_, _ = rand.Read(random)
	random[6] = random[6]&0x0f | 0x40
	random[8] = random[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", random[:4], random[4:6], random[6:8], random[8:10], random[10:])
}

// Those that are wanted, in the order in which they were made.
func pick[K comparable](all map[K]*entry, wanted func(*entry) bool) []*entry {
	picked := []*entry{}
	for _, each := range all {
		if wanted(each) {
			picked = append(picked, each)
		}
	}
	sort.Slice(picked, func(a, b int) bool { return picked[a].revision < picked[b].revision })
	return picked
}

func drop[K comparable](all map[K]*entry, unwanted func(*entry) bool) {
	for key, each := range all {
		if unwanted(each) {
			delete(all, key)
		}
	}
}

// Those behind the cursor; what the next page begins with, where there is one.
func (c *call) pageBy(identity string, all []object) ([]object, object) {
	sort.Slice(all, func(a, b int) bool { return all[a][identity].(string) < all[b][identity].(string) })
	page := []object{}
	limit := c.number("limit", 20)
	for _, each := range all {
		if each[identity].(string) <= c.query["cursor"] {
			continue
		}
		if len(page) == limit {
			return page, object{"next": page[limit-1][identity]}
		}
		page = append(page, each)
	}
	return page, object{}
}

func (c *call) wants(name string, value any) bool {
	text, there := c.query[name]
	return !there || text == fmt.Sprint(value)
}

func (c *call) slug() string { return c.params["networkSlug"] }

func (c *call) stationID() int {
	id, _ := strconv.Atoi(c.params["stationId"])
	return id
}

func (c *call) sensorKey() string { return fmt.Sprintf("%d/%s", c.stationID(), c.params["serial"]) }

func findNetwork(c *call) *reply {
	if networks[c.slug()] == nil {
		return refuse(404, "there is no such network")
	}
	return nil
}

func findStation(c *call) *reply {
	if stations[c.stationID()] == nil {
		return refuse(404, "there is no such station")
	}
	return nil
}

func findSensor(c *call) *reply {
	if refused := findStation(c); refused != nil {
		return refused
	}
	if sensors[c.sensorKey()] == nil {
		return refuse(404, "there is no such sensor")
	}
	return nil
}

func (c *call) reading() *entry {
	found := readings[strings.ToLower(c.params["readingId"])]
	if found == nil || fmt.Sprintf("%d/%s", found.station, found.serial) != c.sensorKey() {
		return nil
	}
	return found
}

func findReading(c *call) *reply {
	if refused := findSensor(c); refused != nil {
		return refused
	}
	if c.reading() == nil {
		return refuse(404, "there is no such reading")
	}
	return nil
}

func findIn(all map[string]*entry, name string) func(*call) *reply {
	return func(c *call) *reply {
		if all[strings.ToLower(c.params[name])] == nil {
			return refuse(404, "there is none")
		}
		return nil
	}
}

func stationsOf(slug string) []*entry {
	return pick(stations, func(each *entry) bool { return each.body["networkSlug"] == slug })
}

func answerNetwork(status int, it *entry) *reply {
	body := merge(it.body, object{"stationCount": len(stationsOf(it.body["slug"].(string)))})
	return answer(status, body, networkTag(it))
}

func networkTag(it *entry) string {
	return fmt.Sprintf(`"r%d-%d"`, it.revision, len(stationsOf(it.body["slug"].(string))))
}

func stationTag(it *entry) string { return fmt.Sprintf(`"r%d"`, it.revision) }

func notModified(tag string) *reply {
	return &reply{status: 304, headers: map[string]string{"ETag": tag}}
}

func listNetworks(c *call) *reply {
	all := []object{}
	for _, each := range networks {
		if c.wants("country", each.body["country"]) {
			all = append(all, answerNetwork(200, each).json.(object))
		}
	}
	items, next := c.pageBy("slug", all)
	return answer(200, merge(object{"items": items, "total": len(all)}, next), "")
}

func registerNetwork(c *call) *reply {
	slug := c.body["slug"].(string)
	if networks[slug] != nil {
		return refuse(409, "the slug is taken")
	}
	networks[slug] = remember(0, "", object{"public": false}, c.body, object{"createdAt": now()})
	made := answerNetwork(201, networks[slug])
	made.headers["Location"] = "/networks/" + slug
	return made
}

func getNetwork(c *call) *reply {
	it := networks[c.slug()]
	if c.hasTag(networkTag(it)) {
		return notModified(networkTag(it))
	}
	return answerNetwork(200, it)
}

func replaceNetwork(c *call) *reply {
	before := networks[c.slug()]
	if refused := c.refuseChanged(networkTag(before)); refused != nil {
		return refused
	}
	kept := object{"slug": c.slug(), "createdAt": before.body["createdAt"]}
	networks[c.slug()] = remember(0, "", object{"public": false}, c.body, kept)
	return answerNetwork(200, networks[c.slug()])
}

func removeNetwork(c *call) *reply {
	if refused := c.refuseChanged(networkTag(networks[c.slug()])); refused != nil {
		return refused
	}
	if len(stationsOf(c.slug())) > 0 {
		return refuse(409, "it still has stations")
	}
	delete(networks, c.slug())
	delete(logos, c.slug())
	return noContent()
}

func putLogo(c *call) *reply {
	logos[c.slug()] = c.bytes
	return noContent()
}

func getLogo(c *call) *reply {
	if logos[c.slug()] == nil {
		return refuse(404, "it has no logo")
	}
	return &reply{200, map[string]string{"Content-Type": "image/png"}, nil, logos[c.slug()]}
}

func listStations(c *call) *reply {
	lowest := math.Inf(-1)
	if text, there := c.query["minElevation"]; there {
		lowest, _ = strconv.ParseFloat(text, 64)
	}
	wanted := []object{}
	for _, each := range stationsOf(c.slug()) {
		elevation, known := each.body["elevation"].(json.Number)
		isHigh := math.IsInf(lowest, -1) || known && toFloat(elevation) >= lowest
		if isHigh && c.wants("status", each.body["status"]) {
			wanted = append(wanted, each.body)
		}
	}
	if c.query["sort"] == "name" {
		sort.SliceStable(wanted, func(a, b int) bool { return wanted[a]["name"].(string) < wanted[b]["name"].(string) })
	} else {
		sort.Slice(wanted, func(a, b int) bool { return wanted[a]["id"].(int) < wanted[b]["id"].(int) })
	}
	page, size := c.number("page", 1), c.number("size", 20)
	from, to := min((page-1)*size, len(wanted)), min(page*size, len(wanted))
	return answer(200, object{"items": wanted[from:to], "page": page, "size": size, "total": len(wanted)}, "")
}

func addStation(c *call) *reply {
	lastStation++
	names := object{"id": lastStation, "networkSlug": c.slug(), "createdAt": now()}
	it := remember(lastStation, "", object{"status": "planned"}, c.body, names)
	stations[lastStation] = it
	return answer(201, it.body, stationTag(it))
}

func getStation(c *call) *reply {
	it := stations[c.stationID()]
	if c.hasTag(stationTag(it)) {
		return notModified(stationTag(it))
	}
	return answer(200, it.body, stationTag(it))
}

// A merge patch (RFC 7396): null takes a member away.
func patchStation(c *call) *reply {
	before := stations[c.stationID()]
	if refused := c.refuseChanged(stationTag(before)); refused != nil {
		return refused
	}
	it := remember(before.station, "", before.body, c.body)
	for name, member := range c.body {
		if member == nil {
			delete(it.body, name)
		}
	}
	stations[c.stationID()] = it
	return answer(200, it.body, stationTag(it))
}

func removeStation(c *call) *reply {
	isOwn := func(each *entry) bool { return each.station == c.stationID() }
	delete(stations, c.stationID())
	for _, things := range []map[string]*entry{sensors, readings, alerts, photos} {
		drop(things, isOwn)
	}
	return noContent()
}

func listSensors(c *call) *reply {
	all := []object{}
	for _, each := range pick(sensors, func(each *entry) bool { return each.station == c.stationID() }) {
		all = append(all, each.body)
	}
	return answer(200, all, "")
}

func putSensor(c *call) *reply {
	status := 201
	if sensors[c.sensorKey()] != nil {
		status = 200
	}
	names := object{"serial": c.params["serial"], "stationId": c.stationID()}
	it := remember(c.stationID(), c.params["serial"], c.body, names)
	sensors[c.sensorKey()] = it
	return answer(status, it.body, "")
}

func getSensor(c *call) *reply { return answer(200, sensors[c.sensorKey()].body, "") }

func (c *call) isBelowSensor(each *entry) bool {
	return each.station == c.stationID() && each.serial == c.params["serial"]
}

func removeSensor(c *call) *reply {
	drop(readings, c.isBelowSensor)
	delete(sensors, c.sensorKey())
	return noContent()
}

func takenAt(body object) float64 {
	taken, _ := readTime(body["takenAt"].(string))
	return taken
}

func listReadings(c *call) *reply {
	from, to := math.Inf(-1), math.Inf(1)
	if text, there := c.query["from"]; there {
		from, _ = readTime(text)
	}
	if text, there := c.query["to"]; there {
		to, _ = readTime(text)
	}
	span := []object{}
	for _, each := range pick(readings, c.isBelowSensor) {
		if taken := takenAt(each.body); taken >= from && taken < to {
			span = append(span, each.body)
		}
	}
	sort.SliceStable(span, func(a, b int) bool { return takenAt(span[a]) > takenAt(span[b]) })
	return answer(200, object{"readings": span[:min(len(span), c.number("limit", 50))], "total": len(span)}, "")
}

func recordReading(c *call) *reply {
	id := makeUUID()
	names := object{"id": id, "serial": c.params["serial"]}
	readings[id] = remember(c.stationID(), c.params["serial"], c.body, names)
	where := fmt.Sprintf("/stations/%d/sensors/%s/readings/%s", c.stationID(), c.params["serial"], id)
	return &reply{status: 201, headers: map[string]string{"Location": where}}
}

func getReading(c *call) *reply { return answer(200, c.reading().body, "") }

func addPhoto(c *call) *reply {
	id := makeUUID()
	names := object{"photoId": id, "stationId": c.stationID(), "uploadedAt": now()}
	photos[id] = remember(c.stationID(), "", c.body, names)
	return answer(201, photos[id].body, "")
}

func getPhoto(c *call) *reply {
	return answer(200, photos[strings.ToLower(c.params["photoId"])].body, "")
}

func removePhoto(c *call) *reply {
	delete(photos, strings.ToLower(c.params["photoId"]))
	return noContent()
}

func listAlerts(c *call) *reply {
	all := []object{}
	for _, each := range alerts {
		if c.wants("stationId", each.station) && c.wants("severity", each.body["severity"]) {
			all = append(all, each.body)
		}
	}
	page, next := c.pageBy("alertId", all)
	return answer(200, merge(object{"alerts": page, "total": len(all)}, next), "")
}

func raiseAlert(c *call) *reply {
	// 7.0 and 7e0 are the integer 7, too.
	station := int(toFloat(c.body["stationId"].(json.Number)))
	if stations[station] == nil {
		return refuse(422, "there is no such station", flaw{"/stationId", "there is no such station"})
	}
	id := makeUUID()
	names := object{"alertId": id, "stationId": station, "state": "open", "raisedAt": now()}
	alerts[id] = remember(station, "", c.body, names)
	return answer(201, alerts[id].body, "")
}

func (c *call) alert() *entry { return alerts[strings.ToLower(c.params["alertId"])] }

func getAlert(c *call) *reply { return answer(200, c.alert().body, "") }

func acknowledgeAlert(c *call) *reply {
	before := c.alert()
	if before.body["state"] == "acknowledged" {
		return refuse(409, "it was acknowledged before")
	}
	told := object{"state": "acknowledged"}
	for name, as := range map[string]string{"by": "acknowledgedBy", "note": "note"} {
		if value, there := c.body[name]; there {
			told[as] = value
		}
	}
	it := remember(before.station, "", before.body, told)
	alerts[before.body["alertId"].(string)] = it
	return answer(200, it.body, "")
}

func getHealth(*call) *reply { return answer(200, object{"status": "ok", "version": "2.4.0"}, "") }

const (
	network = "/networks/{networkSlug}"
	station = "/stations/{stationId}"
	sensor  = station + "/sensors/{serial}"
	reading = sensor + "/readings"
	asJSON  = "application/json"
	asPatch = "application/merge-patch+json"
)

func isCursor(text string) bool { return utf8.RuneCountInString(text) <= 200 }

var operations []operation

func init() {
	pages := func(more map[string]check) map[string]check {
		more["limit"], more["cursor"] = integer(1, 100), isCursor
		return more
	}
	networkList := pages(map[string]check{"country": pattern(`^[A-Z]{2}$`)})
	stationList := map[string]check{
		"page": integer(1, 100000), "size": integer(1, 100), "status": oneOf("planned", "active", "retired"),
		"minElevation": ranged(numberPattern, -430, 9000), "sort": oneOf("id", "name"),
	}
	readingList := map[string]check{"from": isTime, "to": isTime, "limit": integer(1, 500)}
	alertList := pages(map[string]check{
		"stationId": integer(1, 2147483647), "severity": oneOf("info", "warning", "critical"),
	})
	photo, alert := findIn(photos, "photoId"), findIn(alerts, "alertId")
	operations = []operation{
		{method: "GET", path: "/health", open: true, act: getHealth},
		{method: "GET", path: "/networks", query: networkList, act: listNetworks},
		{method: "POST", path: "/networks", body: asJSON, schema: "new-network", act: registerNetwork},
		{method: "GET", path: network, find: findNetwork, act: getNetwork},
		{method: "PUT", path: network, body: asJSON, schema: "network-replacement", find: findNetwork, act: replaceNetwork},
		{method: "DELETE", path: network, find: findNetwork, act: removeNetwork},
		{method: "PUT", path: network + "/logo", body: "image/png", find: findNetwork, act: putLogo},
		{method: "GET", path: network + "/logo", find: findNetwork, act: getLogo},
		{method: "GET", path: network + "/stations", query: stationList, find: findNetwork, act: listStations},
		{method: "POST", path: network + "/stations", body: asJSON, schema: "new-station", find: findNetwork, act: addStation},
		{method: "GET", path: station, find: findStation, act: getStation},
		{method: "PATCH", path: station, body: asPatch, schema: "station-patch", find: findStation, act: patchStation},
		{method: "DELETE", path: station, find: findStation, act: removeStation},
		{method: "GET", path: station + "/sensors", find: findStation, act: listSensors},
		{method: "PUT", path: sensor, body: asJSON, schema: "sensor-settings", find: findStation, act: putSensor},
		{method: "GET", path: sensor, find: findSensor, act: getSensor},
		{method: "DELETE", path: sensor, find: findSensor, act: removeSensor},
		{method: "GET", path: reading, query: readingList, find: findSensor, act: listReadings},
		{method: "POST", path: reading, body: asJSON, schema: "new-reading", find: findSensor, act: recordReading},
		{method: "GET", path: reading + "/{readingId}", find: findReading, act: getReading},
		{method: "POST", path: station + "/photos", body: "multipart/form-data", find: findStation, act: addPhoto},
		{method: "GET", path: "/photos/{photoId}", find: photo, act: getPhoto},
		{method: "DELETE", path: "/photos/{photoId}", find: photo, act: removePhoto},
		{method: "GET", path: "/alerts", query: alertList, act: listAlerts},
		{method: "POST", path: "/alerts", body: asJSON, schema: "new-alert", act: raiseAlert},
		{method: "GET", path: "/alerts/{alertId}", find: alert, act: getAlert},
		{
			method: "POST", path: "/alerts/{alertId}/acknowledgement",
			body: asJSON, schema: "acknowledgement", optional: true, find: alert, act: acknowledgeAlert,
		},
	}
}
