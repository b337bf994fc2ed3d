using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>What the program does for whoever runs the server, as a process of its own with the settings of the server.</summary>
public sealed partial class RunningCommands(RunningApp app) : Journey(app)
{
    private const string Password = "three other words";

    [Fact]
    public async Task AForgottenPassword_IsReplacedByALinkThatIsPrinted_WhileTheServerRuns()
    {
        await using var server = await AppServer.WithDemoAsync();
        server.Settings["Server__PublicAddress"] = server.Address.ToString();
        server.Settings["Bootstrap__AdminEmail"] = "root@example.com";
        server.Settings["Bootstrap__AdminPassword"] = "a secret of four words";
        await server.StartAsync(Cancellation);

        var (exitCode, output, errors) = await server.CommandAsync(Cancellation, "--reset-password", People.Email(Role.Administrator));

        (exitCode, errors).ShouldBe((0, string.Empty));
        output.TrimEnd().Split('\n').ShouldHaveSingleItem();
        var page = await NewWindowAsync(server);
        await page.GotoAsync(Link().Match(output).Value);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password and sign in" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(Link());
        await page.CloseAsync(); // Before the server goes.
        var again = await NewWindowAsync(server);
        await new SignInScreen(again).SignInAsync(People.Email(Role.Administrator), Password);
        await Expect(again.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await again.CloseAsync();
        server.Output.Split('\n').Count(line => line.Contains("Bootstrap:AdminEmail", StringComparison.Ordinal)).ShouldBe(1);
        server.Output.ShouldContain("are ignored");
        server.Output.ShouldNotContain("a secret of four words");
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutAServer_ThePathIsPrinted_AndWhoIsNotThereIsOneSentence()
    {
        await using var server = await AppServer.WithDemoAsync();
        (await server.CommandAsync(Cancellation, $"--reset-password={People.Email(Role.Viewer)}")).Errors
            .ShouldStartWith("The server's keys, which a link is made with, cannot be found");
        await server.StartAsync(Cancellation);
        await server.StopAsync(Cancellation);

        var (exitCode, output, _) = await server.CommandAsync(Cancellation, $"--reset-password={People.Email(Role.Viewer)}");
        exitCode.ShouldBe(0);
        output.ShouldContain(": /account/set-password?person=");

        await RefusesAsync(server, "No link was made for nobody@example.com. Nobody signs in with this e-mail address", "--reset-password", "nobody@example.com");
        await RefusesAsync(server, "--reset-password needs a value", "--reset-password");
        await using var elsewhere = new AppServer();
        await RefusesAsync(elsewhere, "There is no database", "--reset-password", "ada@example.com");
        File.Exists(elsewhere.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task TheVersion_IsPrinted_WithoutTouchingAnything()
    {
        await using var nowhere = new AppServer();

        var (exitCode, output, errors) = await nowhere.CommandAsync(Cancellation, "--version");

        (exitCode, errors).ShouldBe((0, string.Empty));
        output.TrimEnd().ShouldBe(typeof(DatabaseOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion); // All of it has one.
        File.Exists(nowhere.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task TheDatabase_MovesToPostgres_AndNobodyIsSignedOut()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "TEST_POSTGRES names no server.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);
        var cookies = await App.SessionAsync(server, Role.Administrator);
        await RefusesAsync(server, "Another process already runs on the database", "--copy-to", database.Options.ConnectionString);
        await RefusesAsync(server, "What --copy-to has is not the connection string of a database", "--copy-to", "Server=");
        await server.StopAsync(Cancellation);

        var (exitCode, output, errors) = await server.CommandAsync(Cancellation, "--copy-to", database.Options.ConnectionString);

        (exitCode, errors).ShouldBe((0, string.Empty));
        output.ShouldContain("read back every row");
        output.ShouldContain("Set Database:Provider to Postgres");
        await using var moved = new AppServer(database.Options) { Address = server.Address };
        await moved.StartAsync(Cancellation);
        var page = await (await App.NewWindowAsync(new() { BaseURL = moved.Address.ToString(), StorageState = cookies })).NewPageAsync();
        await page.GotoAsync("/shop/production/experiments");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Bigger checkout button", Exact = true })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
        await RefusesAsync(server, "is not empty", "--copy-to", database.Options.ConnectionString);
    }

    [Fact]
    public async Task AProbe_SaysHowTheServerIs()
    {
        await using var server = new AppServer();
        await RefusesAsync(server, "does not answer", "--probe", $"{server.Address}health/live");
        await server.StartAsync(Cancellation);

        (await server.CommandAsync(Cancellation, "--probe", $"{server.Address}health/ready")).ShouldBe((0, $"Healthy{Environment.NewLine}", string.Empty));
        await RefusesAsync(server, "answers 404", "--probe", $"{server.Address}health/other");
        await RefusesAsync(server, "cannot be asked", "--probe", "localhost");
    }

    [Fact]
    public async Task Systemd_IsToldWhenTheServerAnswers_AndWhenItStops()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no systemd.");
        await using var server = new AppServer();
        var path = Path.Join(server.Folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        server.Settings["NOTIFY_SOCKET"] = path;

        await server.StartAsync(Cancellation);
        (await HearAsync(socket)).ShouldBe("READY=1");
        await server.StopAsync(Cancellation);

        (await HearAsync(socket)).ShouldBe("STOPPING=1");
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation));
    }

    private static async Task RefusesAsync(AppServer server, string sentence, params string[] arguments)
    {
        var (exitCode, output, errors) = await server.CommandAsync(Cancellation, arguments);

        (exitCode, output).ShouldBe((1, string.Empty));
        errors.Trim().ShouldContain(sentence);
        errors.Trim().Split('\n').ShouldHaveSingleItem();
    }

    [GeneratedRegex(@"http://\S+/account/set-password\?person=\S+")]
    private static partial Regex Link();
}
