// A post office in this process: the program sends over real SMTP, journeys read what arrived.
import { Readable } from "node:stream";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export type Mail = { to: string[]; from: string; subject: string; text: string; html: string; links: string[]; arrived: number };

export class PostOffice {
  readonly mails: Mail[] = [];
  private server: SMTPServer;

  constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onAuth: (_auth, _session, done) => done(null, { user: "anyone" }),
      onData: (stream, session, done) => {
        PostalMime.parse(Readable.toWeb(stream) as ReadableStream).then((mail) => {
          const text = mail.text ?? "";
          const html = mail.html ?? "";
          this.mails.push({
            to: session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase()),
            from: mail.from?.address ?? "",
            subject: mail.subject ?? "",
            text,
            html,
            links: [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
            arrived: Date.now(),
          });
          done();
        }, done);
      },
    });
  }

  open(): Promise<number> {
    return new Promise((opened, failed) => {
      this.server.on("error", failed);
      this.server.listen(0, "127.0.0.1", () => opened((this.server.server.address() as { port: number }).port));
    });
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(closed));
  }

  /** The newest mail to this address with a link to `leadsTo`; waits for it. `after` skips mails that came before a moment (`Date.now()`). */
  async lastTo(address: string, { after = 0, within = 15_000, leadsTo = "" } = {}): Promise<Mail> {
    const patience = Date.now() + within;
    for (;;) {
      const found = this.mails.findLast((mail) => mail.to.includes(address.toLowerCase()) && mail.arrived >= after && (!leadsTo || mail.links[0]?.includes(leadsTo)));
      if (found) return found;
      if (Date.now() > patience) {
        throw new Error(`no mail to ${address}; there are: ${this.mails.map((mail) => `${mail.to} "${mail.subject}"`).join(", ") || "none"}`);
      }
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}
