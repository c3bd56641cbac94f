package right;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/** Bookings with Spring Boot, as documented. */
@SpringBootApplication
@RestController
@RequestMapping("/bookings")
public class Bookings {
  /** Not @Size, which counts an emoji twice; not Integer, for which Jackson cuts 1.5 to 1. */
  record NewBooking(
      @NotNull @Pattern(regexp = "(?s).{1,20}") String room,
      @NotNull @Pattern(regexp = "(?s).{1,80}") String guest,
      @NotNull @Min(1) @Max(30) @Digits(integer = 2, fraction = 0) BigDecimal nights,
      @Pattern(regexp = "(?s).{0,200}") String note) {}

  record Booking(String id, String room, String guest, int nights, String note, boolean arrived) {}

  record Page(List<Booking> items, int total) {}

  record Problem(String message) {}

  private final Map<String, Booking> bookings = new LinkedHashMap<>();

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  synchronized Booking add(@Valid @RequestBody NewBooking asked) {
    var booking =
        new Booking(UUID.randomUUID().toString(), asked.room, asked.guest, asked.nights.intValue(), asked.note, false);
    bookings.put(booking.id, booking);
    return booking;
  }

  @GetMapping
  synchronized Page list(
      @RequestParam(required = false) @Pattern(regexp = "(?s).{0,20}") String room,
      @RequestParam(required = false) @Pattern(regexp = "[1-9]|[1-4]\\d|50") String limit,
      @RequestParam(required = false) @Pattern(regexp = "\\d{1,9}") String offset) {
    var found = bookings.values().stream().filter(each -> room == null || each.room.equals(room)).toList();
    // Not int with a default: Spring takes "" for the default.
    var page = found.stream().skip(offset == null ? 0 : Integer.parseInt(offset));
    return new Page(page.limit(limit == null ? 20 : Integer.parseInt(limit)).toList(), found.size());
  }

  @GetMapping("/{id}")
  synchronized Booking get(@PathVariable String id) {
    if (!bookings.containsKey(id)) throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such booking");
    return bookings.get(id);
  }

  @PostMapping("/{id}/arrival")
  synchronized Booking arrive(@PathVariable String id) {
    var before = get(id);
    bookings.put(id, new Booking(id, before.room, before.guest, before.nights, before.note, true));
    return bookings.get(id);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  synchronized void cancel(@PathVariable String id) {
    if (get(id).arrived) throw new ResponseStatusException(HttpStatus.FORBIDDEN, "the guest has arrived already");
    bookings.remove(id);
  }

  /** Jackson takes 1 for "1" and reads no further than the first value, unless it is told not to. */
  @Bean
  Jackson2ObjectMapperBuilderCustomizer strictly() {
    return builder ->
        builder
            .featuresToDisable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .featuresToEnable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .postConfigurer(
                mapper -> {
                  var texts = mapper.coercionConfigFor(LogicalType.Textual);
                  for (var shape :
                      List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean))
                    texts.setCoercion(shape, CoercionAction.Fail);
                });
  }

  /** Spring's own refusals have another shape than the documented one, and statuses that are not documented. */
  @RestControllerAdvice
  static class Refusals {
    @ExceptionHandler
    ResponseEntity<Problem> refuse(ResponseStatusException refused) {
      return ResponseEntity.status(refused.getStatusCode()).body(new Problem(refused.getReason()));
    }

    @ExceptionHandler({
      MethodArgumentNotValidException.class,
      MethodArgumentTypeMismatchException.class,
      HandlerMethodValidationException.class,
      ConstraintViolationException.class,
      HttpMessageNotReadableException.class,
      HttpMediaTypeNotSupportedException.class
    })
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Problem refuse(Exception wrong) {
      return new Problem(wrong.getMessage());
    }
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Bookings.class, arguments);
  }
}
