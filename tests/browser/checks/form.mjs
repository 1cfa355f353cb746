// The newsletter form refuses what is no address, and sends what the settings say, to where they say.

export async function form({ browser, address, kinds, problem, newsletter }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const [{ url }] = kinds.filter((one) => one.kind === "home");
  let sent = null;
  await page.route((asked) => !asked.href.startsWith(address), (route) => {
    const request = route.request();
    sent = { method: request.method(), url: request.url(), fields: new URLSearchParams(request.postData() ?? "") };
    return route.fulfill({ status: 200, contentType: "text/html", body: "<title>ok</title>" });
  });
  await page.goto(address + url);
  const email = page.locator(`.newsletter-form input[name="${newsletter.emailField}"]`);
  await email.fill("geen adres");
  await page.locator(".newsletter-form button").click();
  if (sent) problem(url, "the form is sent with what is no address");
  await email.fill("lezer@example.org");
  for (const box of await page.locator(".newsletter-form input[type=checkbox][required]").all()) await box.check();
  await page.locator(".newsletter-form button").click();
  await page.waitForTimeout(300);
  const expected = `${newsletter.method.toUpperCase()} ${newsletter.action}`;
  if (!sent) problem(url, "the form is not sent");
  else {
    if (`${sent.method} ${sent.url}` !== expected) problem(url, `the form is sent by ${sent.method} to ${sent.url}, and not by ${expected}`);
    if (sent.fields.get(newsletter.emailField) !== "lezer@example.org") problem(url, `the form sends ${sent.fields}`);
    if (newsletter.honeypot && sent.fields.get(newsletter.honeypot) !== "") problem(url, "the trap for robots is not empty");
  }
  await context.close();
}
