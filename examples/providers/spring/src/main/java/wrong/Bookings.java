package wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.*;

/** Bookings with Spring Boot as they are often written: it works when tried by hand, and is not as documented. */
@SpringBootApplication
@RestController
@RequestMapping("/bookings")
public class Bookings {
  /** What is missing is null, 0 or false, and nobody asks. */
  public static class Booking {
    public String id;
    public String room;
    public String guest;
    public int nights;
    public String note;
    public boolean arrived;
  }

  private final List<Booking> bookings = new ArrayList<>();

  @PostMapping
  synchronized Booking add(@RequestBody Booking booking) {
    booking.id = String.valueOf(bookings.size() + 1);
    bookings.add(booking);
    return booking;
  }

  @GetMapping
  synchronized Map<String, Object> list(
      @RequestParam(defaultValue = "20") int limit, @RequestParam(defaultValue = "0") int offset) {
    return Map.of("items", bookings.subList(offset, Math.min(offset + limit, bookings.size())), "total", bookings.size());
  }

  @GetMapping("/{id}")
  synchronized Optional<Booking> get(@PathVariable String id) {
    return bookings.stream().filter(each -> each.id.equals(id)).findFirst();
  }

  @PostMapping("/{id}/arrival")
  synchronized Booking arrive(@PathVariable String id) {
    var booking = get(id).orElseThrow();
    booking.arrived = true;
    return booking;
  }

  @DeleteMapping("/{id}")
  synchronized boolean cancel(@PathVariable String id) {
    return bookings.removeIf(each -> each.id.equals(id));
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Bookings.class, arguments);
  }
}
