#include "http/page.h"

#include <deque>
#include <kainjow/mustache.hpp>
#include <memory>
#include <mutex>
#include <set>

#include "base/check.h"
#include "base/resource.h"

namespace motcua::http {

namespace mustache = kainjow::mustache;

View& View::set(std::string name, std::string text) {
  values_.insert_or_assign(std::move(name), Value(std::move(text)));
  return *this;
}

View& View::set(std::string name, std::string_view text) { return set(std::move(name), std::string(text)); }

View& View::set(std::string name, const char* text) { return set(std::move(name), std::string(text)); }

View& View::set(std::string name, bool flag) {
  values_.insert_or_assign(std::move(name), Value(flag));
  return *this;
}

View& View::set(std::string name, View inner) {
  Inner one;
  one.only.push_back(std::move(inner));
  values_.insert_or_assign(std::move(name), Value(std::move(one)));
  return *this;
}

View& View::set(std::string name, std::vector<View> list) {
  values_.insert_or_assign(std::move(name), Value(std::move(list)));
  return *this;
}

View& View::maybe(std::string name, std::string text) {
  return text.empty() ? set(std::move(name), false) : set(std::move(name), std::move(text));
}

View& View::merge(const View& other) {
  for (const auto& [name, value] : other.values_) values_.insert_or_assign(name, value);
  return *this;
}

namespace {

constexpr std::size_t deepest_partial = 8;

mustache::data data_of(const View& view);

struct ToData {
  mustache::data operator()(const std::string& text) const { return mustache::data(text); }
  mustache::data operator()(bool flag) const {
    return mustache::data(flag ? mustache::data::type::bool_true : mustache::data::type::bool_false);
  }
  mustache::data operator()(const View::Inner& inner) const { return data_of(inner.only.front()); }
  mustache::data operator()(const std::vector<View>& views) const {
    mustache::data list(mustache::data::type::list);
    for (const auto& view : views) list.push_back(data_of(view));
    return list;
  }
};

mustache::data data_of(const View& view) {
  mustache::data object(mustache::data::type::object);
  for (const auto& [name, value] : view.values()) object.set(name, std::visit(ToData{}, value));
  return object;
}

[[noreturn]] void refuse_template(std::string_view name, const std::string& what) {
  throw CheckFailed("page " + std::string(name) + ": " + what);
}

// Looks names up from the innermost section outwards and refuses what nobody has: Mustache itself would show
// nothing.
class StrictContext final : public mustache::basic_context<std::string> {
 public:
  StrictContext(const mustache::data& root, std::string_view page, Language language)
      : page_(page), language_(language) {
    items_.push_back(&root);
  }

  void push(const mustache::data* data) override { items_.push_back(data); }
  void pop() override { items_.pop_back(); }

  const mustache::data* get(const std::string& name) const override {
    if (name == ".") return items_.back();
    if (!name.empty() && name.front() == '@') return sentence(name.substr(1));
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
      if (const auto* found = (*item)->get(name)) return found;
    }
    refuse_template(page_, "unknown name {{" + name + "}}");
  }

  const mustache::data* get_partial(const std::string& name) const override {
    refuse_template(page_, "partial " + name + " was not put in its place");
  }

 private:
  const mustache::data* sentence(const std::string& id) const {
    if (!has_message(id)) refuse_template(page_, "unknown sentence {{@" + id + "}}");
    sentences_.emplace_back(message(language_, id));
    return &sentences_.back();
  }

  std::string_view page_;
  Language language_;
  std::vector<const mustache::data*> items_;
  mutable std::deque<mustache::data> sentences_;
};

// Partials are put in their place once, here, because the library would read them anew for every page.
std::string assembled(std::string_view name, std::string_view text, std::size_t depth) {
  if (depth > deepest_partial) refuse_template(name, "partials name each other");
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const auto open = text.find("{{", at);
    if (open == std::string_view::npos) break;
    const auto close = text.find("}}", open);
    if (close == std::string_view::npos) refuse_template(name, "a tag is not closed");
    auto inside = text.substr(open + 2, close - open - 2);
    while (!inside.empty() && inside.front() == ' ') inside.remove_prefix(1);
    if (!inside.empty() && (inside.front() == '{' || inside.front() == '&' || inside.front() == '=')) {
      refuse_template(name, "raw output is forbidden");
    }
    out.append(text.substr(at, open - at));
    at = close + 2;
    if (inside.empty() || inside.front() != '>') {
      out.append(text.substr(open, at - open));
      continue;
    }
    inside.remove_prefix(1);
    while (!inside.empty() && inside.front() == ' ') inside.remove_prefix(1);
    while (!inside.empty() && inside.back() == ' ') inside.remove_suffix(1);
    auto part = assembled(inside, resource(inside), depth + 1);
    while (!part.empty() && part.back() == '\n') part.pop_back();
    out.append(part);
  }
  out.append(text.substr(at));
  return out;
}

// Read once and kept: a parsed template is not changed by rendering it.
mustache::mustache& parsed(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<mustache::mustache>, std::less<>> kept;
  const std::lock_guard lock(mutex);
  if (const auto found = kept.find(name); found != kept.end()) return *found->second;
  auto page = std::make_unique<mustache::mustache>(assembled(name, resource(name), 0));
  if (!page->is_valid()) refuse_template(name, page->error_message());
  return *kept.emplace(std::string(name), std::move(page)).first->second;
}

std::optional<int> hex_digit(char sign) {
  if (sign >= '0' && sign <= '9') return sign - '0';
  if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
  if (sign >= 'A' && sign <= 'F') return sign - 'A' + 10;
  return std::nullopt;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const auto high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high && low) {
        out.push_back(static_cast<char>(*high * 16 + *low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i] == '+' ? ' ' : text[i]);
  }
  return out;
}

}  // namespace

std::string render_page(std::string_view name, const View& view, Language language) {
  const auto data = data_of(view);
  StrictContext context(data, name, language);
  return parsed(name).render(context);
}

std::string render_template(std::string_view text, const View& view, Language language) {
  mustache::mustache page(assembled("(text)", text, 0));
  if (!page.is_valid()) refuse_template("(text)", page.error_message());
  const auto data = data_of(view);
  StrictContext context(data, "(text)", language);
  return page.render(context);
}

std::map<std::string, std::string> parse_form(std::string_view body) {
  std::map<std::string, std::string> fields;
  while (!body.empty()) {
    const auto end = std::min(body.find('&'), body.size());
    const auto pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    fields.insert_or_assign(decoded(pair.substr(0, equals)),
                            decoded(pair.substr(std::min(equals + 1, pair.size()))));
  }
  return fields;
}

std::string encode_segment(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char sign : text) {
    const auto byte = static_cast<unsigned char>(sign);
    const bool plain = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
                       (sign >= '0' && sign <= '9') || sign == '-' || sign == '.' || sign == '_' ||
                       sign == '~';
    if (plain) {
      out.push_back(sign);
    } else {
      out.push_back('%');
      out.push_back(digits[byte >> 4]);
      out.push_back(digits[byte & 15]);
    }
  }
  return out;
}

}  // namespace motcua::http
