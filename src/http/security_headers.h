#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace motcua::http {

// What an answer is, as far as a browser may be led astray with it.
enum class AnswerKind {
  page,     // a public page: shows our style and pictures, runs nothing, sends forms to us alone
  helped,   // a public page that a script of ours makes handier; it is named by whoever answers with such a
            // page
  app,      // the office app: our scripts too, which talk to us alone
  pdf,      // shown by the browser's own viewer
  picture,  // likewise, in a sandbox
  data,     // JSON, styles, scripts, anything else: opened by itself it may load nothing
};

// By media type and path: HTML under /app/ is the app, other HTML a page.
AnswerKind kind_of(std::string_view path, std::string_view media_type);

// The Content-Security-Policy of a kind. All begin with default-src 'none', and none may be framed.
std::string_view policy_of(AnswerKind kind);

struct SecurityHeader {
  std::string_view name;
  std::string_view value;
};
// The standing headers of every answer beside its policy. `https`: the site is reached by https only, and
// browsers may remember that (RFC 6797).
std::vector<SecurityHeader> security_headers(bool https);

// Adds those that the answer does not have yet. What is about people or about this moment is kept nowhere:
// everything under /api/, every failure, and every answer to somebody signed in (Cache-Control: no-store
// unless it says otherwise).
void add_security_headers(const Request& request, bool https, Response& response);

}  // namespace motcua::http
