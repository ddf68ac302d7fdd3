#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/message.h"

namespace motcua::http {

// What a template may name. Texts are escaped when shown; a flag or a list opens a section; a View inside a
// View is a section with names of its own. A name the template uses must be set, also when it is empty or
// false.
class View {
 public:
  View& set(std::string name, std::string text);
  View& set(std::string name, std::string_view text);
  View& set(std::string name, const char* text);
  View& set(std::string name, bool flag);
  View& set(std::string name, View inner);
  View& set(std::string name, std::vector<View> list);
  // A text that is often absent: an empty one closes its section.
  View& maybe(std::string name, std::string text);
  // Every name of `other`, over ours.
  View& merge(const View& other);

  struct Inner {
    std::vector<View> only;  // exactly one
  };
  using Value = std::variant<std::string, bool, Inner, std::vector<View>>;
  const std::map<std::string, Value>& values() const { return values_; }

 private:
  std::map<std::string, Value> values_;
};

// Renders the embedded Mustache template `name` ("guide/pages/home.html"). In a template
//   {{name}}               is a text of the view, escaped for elements and quoted attributes;
//   {{@guide.ask}}         is the sentence `guide.ask` of data/messages in `language`;
//   {{> guide/pages/x.html}} is another embedded template, put in its place when first read.
// Raw output ({{{ or {{&) is refused, as is a name the view does not have: both are our mistakes
// (CheckFailed, which names them). Safe to call from several threads.
std::string render_page(std::string_view name, const View& view, Language language);

// The same for a template that is not embedded; read anew each time.
std::string render_template(std::string_view text, const View& view, Language language);

// Fields of an application/x-www-form-urlencoded body, decoded; the last of equal names. Broken escapes stay
// as typed.
std::map<std::string, std::string> parse_form(std::string_view body);

// One segment of a path, or a value of a query: everything but letters, digits and "-._~" percent-encoded.
std::string encode_segment(std::string_view text);

}  // namespace motcua::http
