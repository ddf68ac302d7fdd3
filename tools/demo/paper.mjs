// Pages as plain text, and a one-page PDF.

const marks = new Map([['Xong:', '✓'], ['Bây giờ:', '▶'], ['Sắp tới:', '○']]);

// The words of <main>, a line for each block, as somebody without the style sheet would read them.
export function pageText(html) {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(html)?.[1] ?? html;
  return main
    .replace(/<(svg|form|script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<summary>([\s\S]*?)<\/summary>/g, (_, words) => `\n${words.trim()}\n`)
    .replace(/<ol class="stage">[\s\S]*?<\/ol>/g, (list) => list.replace(/<li[^>]*>/g, '\n').replace(/<\/b><p>/g, '</b> – <p>').replace(/<\/p><p>/g, ', '))
    .replace(/<li[^>]*>/g, '\n• ')
    .replace(/<b><span class="vh">([^<]*)<\/span>/g, (_, word) => `<b>${marks.get(word.trim()) ?? word} `)
    .replace(/<\/(p|h1|h2|h3|li|div|section|dt|dd|tr)>/g, '\n')
    .replace(/<\/(b|span)><(b|span|p)/g, '</$1> <$2')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' })[name])
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line && line !== '•')
    .join('\n');
}

export function samplePdf(title) {
  const drawing = `BT /F1 18 Tf 60 740 Td (${title}) Tj 0 -36 Td /F1 13 Tf (DU LIEU MO PHONG - KHONG CO GIA TRI PHAP LY) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  objects.forEach((object, i) => {
    table += `${String(pdf.length).padStart(10, '0')} 00000 n \n`;
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  return Buffer.from(`${pdf}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`, 'latin1');
}
