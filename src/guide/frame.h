#pragma once
#include <string>

#include "guide/site.h"
#include "http/message.h"
#include "http/page.h"
#include "http/security_headers.h"

namespace motcua::guide {

// Names that guide/pages/head.html and foot.html use: title, addresses, the reader's text size, contrast and
// pictures. A page with a style of its own sets more_css, its address.
http::View frame(const http::Request& request, const Site& site, std::string title);

// Those cookies' values that we know; anything else is the usual.
std::string text_size_of(const http::Request& request);  // "", "large", "larger"
std::string contrast_of(const http::Request& request);   // "", "high"
std::string pictures_of(const http::Request& request);   // "", "large"

// The page with a policy that lets it load nothing but our own style, unless it is of another kind.
http::Response page_response(std::string html, int status = 200,
                             http::AnswerKind kind = http::AnswerKind::page);

// The address of this page again, in the other language.
std::string other_language_path(const http::Request& request);

// Remembers the language that an address asks for (?lang=).
void remember_language(const http::Request& request, const Site& site, http::Response& response);

// "Không có trang này", with a search field; 404.
http::Response missing_page(const http::Request& request, const Site& site, std::string text);

}  // namespace motcua::guide
