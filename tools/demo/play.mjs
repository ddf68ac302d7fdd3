// ./dev demo: a child is born at Pú Nhung and its birth is registered (1.001193), against a running server, through
// HTTP alone. Prints what each person would see, in Vietnamese, with a short English gloss. Options: --url URL,
// --accounts FILE.
import { readAccounts, Session } from './session.mjs';
import { pageText, samplePdf } from './paper.mjs';

const options = readOptions(process.argv.slice(2));
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
const unit = '03260'; // xã Pú Nhung
const procedure = '1.001193';
let stage = 0;

function readOptions(words) {
  const known = { '--url': 'url', '--accounts': 'accounts' };
  const found = { url: 'http://127.0.0.1:8080', accounts: 'var/demo/demo-accounts.txt' };
  for (let i = 0; i < words.length; i += 2) {
    if (!known[words[i]] || words[i + 1] === undefined) {
      console.error('Usage: ./dev demo [--url http://127.0.0.1:8080] [--accounts var/demo/demo-accounts.txt]');
      process.exit(2);
    }
    found[known[words[i]]] = words[i + 1];
  }
  found.url = found.url.replace(/\/+$/, '');
  return found;
}

function heading(who, vietnamese, english) {
  stage += 1;
  console.log(`\n${paint('1;34', `${stage}. ${who}`)} · ${paint('1', vietnamese)}`);
  console.log(paint('2', `   ${english}`));
}
const say = (text) => console.log(`   ${text}`);
const fact = (name, value) => say(`${(name && name + ':').padEnd(20)} ${value}`);
const shown = (text) => text.split('\n').forEach((line) => console.log(paint('36', `   │ ${line}`)));

// "17:00 Thứ Hai 23/11/2026", in the province's time.
const weekdays = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
function when(iso) {
  if (!iso) return 'không hẹn ngày';
  const local = new Date(Date.parse(iso) + 7 * 3600_000);
  const [date, time] = local.toISOString().split('T');
  return `${time.slice(0, 5)} ${weekdays[local.getUTCDay()]} ${date.split('-').reverse().join('/')}`;
}

// What the dossier page of the office shows first.
function dossierFacts(dossier) {
  fact('Hồ sơ', `${dossier.code} · ${dossier.status_name}`);
  fact('Người nộp', dossier.applicant.full_name);
  fact('Hẹn trả', when(dossier.due_at));
  const step = dossier.steps.find((each) => each.status === 'now' || each.status === 'given');
  if (step) fact('Bước', `${step.name}${step.due_at ? `, xong trước ${when(step.due_at)}` : ''}`);
  fact('Đang giữ', dossier.holder ? `${dossier.holder.name}, ${dossier.holder.title}` : 'chưa ai nhận');
}

async function signIn(account) {
  const session = await Session.open(options.url, account, readAccounts(options.accounts));
  const me = session.who;
  const officer = `${me.official.name} (${me.posts[0].title}, ${me.posts[0].unit.name})`;
  return { session, officer };
}

async function homePage() {
  heading('Người dân', 'mở trang thủ tục trên điện thoại', 'A citizen opens the page of the procedure.');
  const page = await Session.anonymous(options.url).page(`/thu-tuc/${procedure}?xa=${unit}`);
  shown(pageText(page).split('\n').slice(0, 14).join('\n') + '\n…');
}

async function receive(counter) {
  heading(counter.officer, 'quét căn cước, đếm giấy, nhận hồ sơ', 'The counter officer scans the ID card, counts the papers and receives.');
  const qr = `011096004512||SÙNG A PÁO|14031996|Nam|Bản Nậm Din, Rạng Đông, Tuần Giáo, Điện Biên|20052022`;
  const card = await counter.session.post('/api/idcard', { text: qr });
  fact('Căn cước', `${card.full_name}, ${card.id_number}, sinh ${card.birth_date}`);
  fact('Địa chỉ trên thẻ', card.address);
  if (card.unit_today) fact('Nay là', `${card.unit_today.name}${card.unit_today.note ? ` (${card.unit_today.note})` : ''}`);
  for (const warning of card.warnings) fact('Lưu ý', warning);
  const known = await counter.session.get(`/api/procedures/${procedure}`);
  const asked = known.papers.filter((paper) => !paper.shown_only && (!paper.when || paper.id === 'giay-chung-sinh'));
  const filed = await counter.session.post('/api/dossiers', {
    procedure,
    procedure_version: String(known.version),
    unit,
    applicant: { full_name: card.full_name, id_number: card.id_number, birth_date: card.birth_date, sex: card.sex, address: card.address, phone: '0900123456' },
    papers: asked.map(({ id, originals, certified_copies, photocopies }) => ({ paper: id, originals, certified_copies, photocopies })),
    content: 'Đăng ký khai sinh cho con gái Sùng Thị Mai',
    return_by: 'counter',
  });
  console.log();
  say(paint('1', 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ'));
  fact('Mã hồ sơ', filed.code);
  fact('Mã tra cứu', `${filed.secret}  (chỉ người nộp biết)`);
  for (const paper of asked) fact('Giấy đã nhận', `${paper.originals + paper.certified_copies + paper.photocopies} ${paper.name}`);
  fact('Nhận lúc', when(filed.received_at));
  fact('Hẹn trả', when(filed.due_at));
  for (const day of filed.explanation) fact('Vì sao', day.text);
  for (const warning of filed.warnings.slice(0, 2)) fact('Hệ thống nhắc', warning);
  if (filed.warnings.length > 2) fact('', `… và ${filed.warnings.length - 2} lời nhắc nữa`);
  const pdf = await counter.session.file(filed.receipt);
  fact('Bản in', `${filed.receipt} · PDF ${Math.ceil(pdf.length / 1024)} kB, hai liên`);
  return { ...filed, applicant: card };
}

// The applicant's QR leads to /t/code/secret, which trades the secret for a cookie.
async function follow(filed, vietnamese, english) {
  const phone = Session.anonymous(options.url);
  const page = await phone.page(`/t/${filed.code}/${filed.secret}`);
  heading(`Người nộp (${filed.applicant.full_name})`, vietnamese, english);
  shown(pageText(page));
}

async function anyone(filed) {
  heading('Bất kỳ ai', `gõ mã ${filed.code}, không có mã tra cứu`, 'Anybody with the code alone sees stage and dates, no person.');
  const page = await Session.anonymous(options.url).page(`/tra-cuu/${filed.code}`);
  shown(pageText(page));
  if (page.includes(filed.applicant.full_name)) throw new Error('the public page names the applicant');
}

async function act(person, filed, path, body = {}) {
  const seen = await person.session.get(`/api/dossiers/${filed.id}`);
  await person.session.post(`/api/dossiers/${filed.id}/${path}`, { seen_version: seen.version, ...body });
  return person.session.get(`/api/dossiers/${filed.id}`);
}

async function assign(filed) {
  const director = await signIn('giamdoc.punhung');
  heading(director.officer, 'phân công người giải quyết', 'The centre director gives it to a specialist.');
  const { officials } = await director.session.get(`/api/colleagues?unit=${unit}`);
  const { posts } = (await signIn('chuyenvien.punhung')).session.who;
  for (const each of officials.filter((one) => one.role === 'specialist'))
    say(`${each.post === posts[0].id ? '→' : ' '} ${each.name}, ${each.title}: đang giữ ${each.open_dossiers} hồ sơ`);
  dossierFacts(await act(director, filed, 'assignment', { post: posts[0].id }));
}

async function solve(filed) {
  const specialist = await signIn('chuyenvien.punhung');
  heading(specialist.officer, 'nhận việc', 'The specialist takes it.');
  const work = await specialist.session.get('/api/work?view=mine');
  const { overdue, due_today: today } = work.counts;
  say(`Việc của tôi: ${work.total} hồ sơ, ${overdue} quá hạn, ${today} đến hạn hôm nay`);
  await act(specialist, filed, 'taking');
  await follow(filed, 'xem lại trên điện thoại', 'The applicant looks again: who has it, since when.');
  heading(specialist.officer, 'làm giấy khai sinh, trình ký', 'The specialist makes the certificate and sends it to be approved.');
  const seen = await specialist.session.get(`/api/dossiers/${filed.id}`);
  const stored = await specialist.session.upload(
    `/api/dossiers/${filed.id}/result?seen_version=${seen.version}&name=giay-khai-sinh.pdf`, samplePdf('GIAY KHAI SINH'));
  say(`Đã đính kèm kết quả: giay-khai-sinh.pdf, ${stored.bytes} byte, ${stored.pages} trang`);
  dossierFacts(await act(specialist, filed, 'solution', { note: 'Đủ giấy tờ, kính trình ký.' }));
}

async function approve(filed) {
  const approver = await signIn('kyduyet.punhung');
  heading(approver.officer, 'xem và ký duyệt', 'The approver takes it, looks and approves: processing ends.');
  await act(approver, filed, 'taking');
  dossierFacts(await act(approver, filed, 'approval'));
}

async function handOver(counter, filed) {
  heading(counter.officer, 'trả kết quả tại quầy', 'The counter hands the result over.');
  const done = await act(counter, filed, 'hand-over', {
    receiver_name: filed.applicant.full_name, receiver_id_number: filed.applicant.id_number, by: 'counter' });
  fact('Hồ sơ', `${done.code} · ${done.status_name}`);
  say('Lịch sử:');
  for (const each of done.history) say(`  ${when(each.at)} · ${each.text} · ${each.actor}${each.remark ? ` · “${each.remark}”` : ''}`);
}

async function main() {
  const about = await Session.anonymous(options.url).get('/api/about');
  console.log(paint('1', `Một Cửa ${about.version} · ${about.province.name} · ${options.url}`));
  if (about.demo) console.log('Dữ liệu mô phỏng: không ai ở đây có thật. (Synthetic: nobody here exists.)');
  await homePage();
  const counter = await signIn('tiepnhan.punhung');
  const filed = await receive(counter);
  await follow(filed, 'quét mã QR trên giấy hẹn', 'The applicant scans the QR code of the receipt.');
  await anyone(filed);
  await assign(filed);
  await solve(filed);
  await approve(filed);
  await follow(filed, 'biết là đã có kết quả', 'The applicant sees that the result is ready, and where.');
  await handOver(counter, filed);
  await follow(filed, 'xem lần cuối', 'The applicant looks a last time.');
  console.log(`\n${paint('1;32', `Xong: ${filed.code} đã trả kết quả.`)} (Done: from the counter to the certificate.)`);
}

main().catch((failed) => {
  console.error(`\ndemo: ${failed.message}`);
  process.exit(1);
});
