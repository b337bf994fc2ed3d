using System.Net;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>Mounted below a path of a host that other applications are on as well, and reached by HTTPS only.</summary>
public sealed class BehindAProxy(RunningApp app) : Journey(app)
{
    private const string Mounted = "/tools/experiments";

    [Fact]
    public async Task EverythingStaysBelowThePath_AndOnHttps()
    {
        await using var server = await AppServer.WithDemoAsync();
        await using var proxy = await HttpsProxy.StartAsync([server], Mounted, Cancellation);
        server.Settings["Server__PathBase"] = Mounted;
        server.Settings["Server__KnownProxies"] = "127.0.0.1";
        server.Settings["Server__RedirectToHttps"] = "true";
        server.Settings["Server__HttpsPort"] = $"{proxy.Address.Port}";
        await server.StartAsync(Cancellation);
        var page = await NewWindowAsync(proxy);
        var wanted = new Uri(proxy.Address, "shop/production/experiments?status=running").ToString();

        await page.GotoAsync(wanted);
        var signIn = await new SignInScreen(page).IsShownAsync();
        page.Url.ShouldStartWith(new Uri(proxy.Address, "account/sign-in").ToString());
        await signIn.TryAsync(People.Email(Role.ProductManager), People.Password);
        await Expect(page).ToHaveURLAsync(wanted);
        foreach (var cookie in await page.Context.CookiesAsync())
        {
            (cookie.Path, cookie.Secure).ShouldBe((Mounted, true), cookie.Name);
        }

        // Links, and a circuit that answers.
        var experiment = await (await new ExperimentsScreen(page).IsShownAsync()).OpenExperimentAsync(Playground.Running);
        await experiment.OpenRolloutAsync();
        await experiment.Rollout.EnterAsync("35");
        await experiment.SaveAsync("35");
        await experiment.TellsAsync("Saved");
        await experiment.RolloutSaysAsync("35 % of identities enter.");
        await new Frame(page).GoAsync("Audit log");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), Cancellation)).ShouldContain("35 %");

        await new Frame(page).SignOutAsync();
        page.Url.ShouldStartWith(proxy.Address.ToString());
        await page.Context.CloseAsync(); // It may still be asking for something when the proxy goes.
        proxy.Strays.ShouldBeEmpty();
        server.Failures.ShouldBeEmpty();
        await SendsToHttpsAsync(server, new Uri(server.Address, $"{Mounted}/account/sign-in"), new Uri(proxy.Address, "account/sign-in"));
    }

    private static async Task SendsToHttpsAsync(AppServer server, Uri asked, Uri answered)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        using var redirect = await client.GetAsync(asked, Cancellation);
        redirect.Headers.Location.ShouldBe(answered);

        // What watches over the process asks it directly, and is not sent away: a redirect would count as an answer.
        using var health = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
