using System.Text.Json;
using System.Text.RegularExpressions;
using ExperimentAdmin.App;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Every setting that cannot be used, or would do nothing, ends the real start with one sentence that names it.</summary>
public sealed partial class WrongSettingsTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-wrong-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Server:PathBas", "/x", "Server:PathBas is not a setting: write Server:PathBase ")]
    [InlineData("server:pathbas", "", "write Server:PathBase ")]
    [InlineData("Server:Path:Base", "/x", "write Server:PathBase ")]
    [InlineData("Server:PathBase:0", "/x", "Server:PathBase is one text")]
    [InlineData("Server:KnownProxies:0", "10.0.0.1", "Server:KnownProxies is one text")]
    [InlineData("Server:Nonsense", "1", "there are Server:")]
    [InlineData("AllowedHosts:0", "flags.example.com", "AllowedHosts is one text")]
    [InlineData("AllowedHosts:Name", "flags.example.com", "AllowedHosts is one text")]
    [InlineData("urls:0", "http://127.0.0.1:0", "urls is one text")]
    [InlineData("OTEL_SERVICE_NAME:0", "x", "OTEL_SERVICE_NAME is one text")]
    [InlineData("Server", "/x", "Server is a section of settings and not a text: set Server:")]
    [InlineData("Log", "Json", "set Log:Format in its place")]
    [InlineData("ConnectionStrings", "x", "set ConnectionStrings:Default in its place")]
    [InlineData("Logging", "Warning", "Logging is a section of settings and not a text")]
    [InlineData("Logging:LogLevel:0", "Warning", "Logging:LogLevel is a list")]
    [InlineData("Logging:LogLevel:Default:0", "Warning", "Logging:LogLevel:Default is one level")]
    [InlineData("Kestrel:Endpoints", "http://127.0.0.1:0", "set Kestrel:Endpoints:Http:Url in its place")]
    [InlineData("Database:Providr", "Postgres", "write Database:Provider ")]
    [InlineData("Database:ConnectionString", "x", "there are Database:CommandTimeout, Database:Provider")]
    [InlineData("ConnectionStrings:Defalt", "x", "write ConnectionStrings:Default ")]
    [InlineData("ConnectionStrings:ExperimentAdmin", "x", "there are ConnectionStrings:Default")]
    [InlineData("Delivery:TraitWrite", "Durable", "write Delivery:TraitWrites ")]
    [InlineData("Session:LifeTimes", "1.00:00:00", "write Session:Lifetime ")]
    [InlineData("SignIn:AttemptsPerMinute", "1", "SignIn:AttemptsPerMinute is not a setting")]
    [InlineData("Api:RequestPerMinute", "1", "write Api:RequestsPerMinute ")]
    [InlineData("Bootstrap:AdminMail", "a@b.example", "write Bootstrap:AdminEmail ")]
    [InlineData("Demo:Sed", "true", "write Demo:Seed ")]
    [InlineData("Server_PathBase", "/x", "write Server__PathBase as an environment variable, Server:PathBase elsewhere")]
    [InlineData("ConnectionStrings.Default", "x", "ConnectionStrings.Default is not a setting: write ConnectionStrings__Default ")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPONT", "http://collector", "write OTEL_EXPORTER_OTLP_ENDPOINT ")]
    public async Task ASettingThatThereIsNot_IsNamed_WithTheOneThatIsMeant(string key, string value, string sentence)
        => (await RefusedAsync(Json((key, value)))).ShouldContain(sentence);

    [Theory]
    [InlineData("Server:HttpsPort", "70000")]
    [InlineData("Server:HttpsPort", "4,4")]
    [InlineData("Server:HttpsPort", "99999999999999999999")]
    [InlineData("Server:RedirectToHttps", "yes")]
    [InlineData("Server:RedirectToHttps", "1")]
    [InlineData("Database:CommandTimeout", "30")]
    [InlineData("Database:CommandTimeout", "00:00:1,5")]
    [InlineData("Session:Lifetime", "30 days")]
    [InlineData("Session:Idle", "NaN")]
    [InlineData("Delivery:RequestsPerMinute", "-1")]
    [InlineData("Delivery:RequestsPerMinute", "1,5")]
    [InlineData("Delivery:RequestsPerMinute", "1.000")]
    [InlineData("Api:StrangersPerMinute", "0")]
    [InlineData("Api:RequestsPerMinute", "2147483648")]
    [InlineData("SignIn:FailuresPerHourAndAccount", "many")]
    [InlineData("Demo:Seed", "ja")]
    [InlineData("Clock:Offset", "two weeks")]
    [InlineData("Clock:Offset", "99999.00:00:00")]
    [InlineData("Clock:Offset", "14.00:00:00")]
    [InlineData("Logging:LogLevel:Default", "Loud")]
    [InlineData("Logging:LogLevel:Default", "7")]
    [InlineData("Logging:Console:LogLevel:Microsoft.Hosting", "Loud")]
    [InlineData("Logging:LogLevel", "Warning")]
    [InlineData("Logging:CaptureScopes", "maybe")]
    [InlineData("Logging:Console", "Warning")]
    [InlineData("Logging:Console:LogToStandardErrorThreshold", "Whatever")]
    [InlineData("Logging:Console:IncludeScopes", "maybe")]
    [InlineData("Logging:Console:FormatterOptions:UseUtcTimestamp", "maybe")]
    [InlineData("Logging:Console:FormatterOptions:JsonWriterOptions:Indented", "maybe")]
    [InlineData("Logging:Console:FormatterOptions:ColorBehavior", "maybe")]
    [InlineData("Logging:Console:MaxQueueLength", "-1")]
    [InlineData("Logging:Console:QueueFullMode", "abc")]
    [InlineData("shutdownTimeoutSeconds", "abc")]
    [InlineData("Server:KnownProxies", "5")]
    [InlineData("Server:KnownProxies", "0/0")]
    [InlineData("Server:KnownProxies", "010.0.0.1")]
    [InlineData("Kestrel:Endpoints:A:Url", "")]
    [InlineData("Kestrel:Endpoints:A:Url", "127.0.0.1:0")]
    [InlineData("Kestrel:Endpoints:A:Url", "http://127.0.0.1:abc")]
    [InlineData("Kestrel:EndpointDefaults:Protocols", "Http9")]
    [InlineData("http_ports", "abc")]
    [InlineData("http_ports", "80;-1")]
    [InlineData("https_ports", "70000")]
    public async Task AValueThatCannotBeUsed_IsNamedWithItsKey(string key, string value)
        => (await RefusedAsync(Json((key, value)))).ShouldContain(key);

    [Theory]
    [InlineData("0,1")]
    [InlineData("1.5")]
    [InlineData("NaN")]
    public async Task AShareOfTraces_ThatIsNone_IsNamed(string share)
        => (await RefusedAsync(Json(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_TRACES_SAMPLER_ARG", share))))
            .ShouldStartWith($"OTEL_TRACES_SAMPLER_ARG is '{share}'");

    [Theory]
    [InlineData("127.0.0.1:5080", "is no address")]
    [InlineData("http://256.1.1.1:1", "neither localhost nor an IP address")]
    [InlineData("http://flags.example.com:5000", "neither localhost nor an IP address")]
    [InlineData("http://127.0.0.1:", "a port is a number")]
    [InlineData("http://*:abc", "a port is a number")]
    [InlineData("http://[::1]:abc", "a port is a number")]
    [InlineData("http://[::zz]:80", "neither localhost nor an IP address")]
    [InlineData("http://*:70000", "a port is a number")]
    [InlineData("http://localhost:0", "choose http://127.0.0.1:0")]
    [InlineData("http://unix:/nowhere/at/all.sock", "folder of that socket does not exist")]
    [InlineData("http://unix:/tmp", "it is a folder")]
    [InlineData("http://unix:/etc/hostname", "that no program listens at")]
    [InlineData("http://unix:relative.sock", "the path of a socket begins with /")]
    [InlineData("http://127.0.0.1:5091?x=1", "it has a query")]
    [InlineData("http://127.0.0.1:5091,http://127.0.0.1:5092", "semicolons between them")]
    [InlineData("http://127.0.0.1:5091;http://127.0.0.1:5091/", "are one port of one address")]
    [InlineData("http://localhost:5091;http://[::1]:5091", "are one port of one address")]
    [InlineData("http://*:5091;https://10.0.0.1:5091", "are one port of one address")]
    [InlineData("http://5:5091", "neither localhost nor an IP address")]
    [InlineData("http://192.0.2.1:5000", "cannot be listened on")]
    [InlineData("https://127.0.0.1:0", "HTTPS needs a certificate")]
    public async Task AnAddressThatCannotBeListenedOn_IsRefused_AndIsNotListenedOnElsewhere(string address, string sentence)
        => (await RefusedAsync("{}", "--urls", address)).ShouldContain(sentence);

    [Fact]
    public async Task AnAddressBesideEndpoints_IsRefused_BecauseItWouldNotBeListenedOn()
    {
        var refused = await RefusedAsync(Json(("Kestrel:Endpoints:A:Url", AnyPort)), "--urls", AnyPort);

        refused.ShouldContain("--urls");
        refused.ShouldContain("Kestrel:Endpoints:A:Url");
    }

    [Fact]
    public async Task AFolderOfArchives_ThatIsAFile_IsRefused()
        => (await RefusedAsync(Json(("Retention:ArchiveFolder", "/etc/hostname")))).ShouldContain("because /etc/hostname is a file");

    [Fact]
    public async Task WithoutASettingOfTheLog_WarningsAreLogged_AndNoRequests()
    {
        await File.WriteAllTextAsync(Path.Join(_folder.FullName, "appsettings.json"), "{}", Cancellation);
        await using var app = Application.Build(StartArguments.Read(["--contentRoot", _folder.FullName]));
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        log.IsEnabled(LogLevel.Information).ShouldBeFalse();
        log.IsEnabled(LogLevel.Warning).ShouldBeTrue();
    }

    [Fact]
    public async Task AStartThatIsToldToStop_IsGivenUp_AndIsNoFailure()
    {
        await File.WriteAllTextAsync(Path.Join(_folder.FullName, "appsettings.json"), "{}", Cancellation);
        using var stop = new EarlyStop();
        var builder = StartArguments.Read(["--contentRoot", _folder.FullName, "--urls", AnyPort]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostedService>(new ToldWhileItStarts(stop));
        await using var app = Application.Build(builder);

        (await stop.StartAsync(app, async () =>
        {
            await app.PrepareAsync();
            await app.StartAsync(Cancellation);
        })).ShouldBeFalse();
        app.Lifetime.ApplicationStarted.IsCancellationRequested.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Path", "/nowhere.pfx")]
    [InlineData("Path", "/etc/hostname")]
    [InlineData("Subject", "nobody.example")]
    public async Task ACertificateThatCannotBeRead_IsRefused(string key, string value)
        => (await RefusedAsync(Json(($"Kestrel:Certificates:Default:{key}", value)), "--urls", "https://127.0.0.1:0"))
            .ShouldStartWith("The certificate of HTTPS cannot be used (");

    [Theory]
    [InlineData("--url is not a setting: write --urls ", "--url", AnyPort)]
    [InlineData("--environmnt is not a setting: write --environment ", "--environmnt=Staging")]
    [InlineData("--Serverr:PathBase is not a setting: write --Server:PathBase ", "--Serverr:PathBase", "/x")]
    [InlineData("--help", "--help", "yes")]
    [InlineData("'garbage' is not an argument", "garbage")]
    [InlineData("'-v' is not an argument", "-v")]
    [InlineData("--Server:RedirectToHttps is set to nothing", "--Server:RedirectToHttps")]
    [InlineData("--urls is set to nothing", "--urls", "--Demo:Seed", "false")]
    [InlineData("--urls is given twice", "--urls", AnyPort, "--URLS=http://127.0.0.1:1")]
    public async Task AnArgumentThatDoesNothing_IsRefused(string sentence, params string[] arguments)
        => (await RefusedAsync("{}", arguments)).ShouldStartWith(sentence);

    [Theory]
    [InlineData("Data Source=x.db;Colour=red", "it has no keyword colour")]
    [InlineData("Data Source=x.db;Mode=Often", "what mode is set to is not possible")]
    [InlineData("Host=db;Database=x", "it has no keyword host")]
    [InlineData("Data Source", "it is not written as Keyword=value")]
    [InlineData("Data Source=x.db;Password=secret", "has a Password")]
    [InlineData("Data Source=a\0b.db", "it is not written as Keyword=value")]
    public async Task AConnectionStringThatCannotBeUsed_IsRefused_WithItsKeyword(string given, string sentence)
    {
        var refused = await RefusedAsync(Json(("ConnectionStrings:Default", given)));

        refused.ShouldContain("ConnectionStrings:Default");
        refused.ShouldContain(sentence, Case.Insensitive);
        refused.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Host=db;Colour=red", "it has no keyword colour")]
    [InlineData("Host=db;Port=many", "what port is set to is not possible")]
    [InlineData("Database=x;Username=y", "Host")]
    [InlineData("Host=db;Minimum Pool Size=9;Maximum Pool Size=3", "cannot be used for Postgres")]
    public async Task AConnectionStringForPostgres_ThatCannotBeUsed_IsRefused_WithItsKeyword(string given, string sentence)
        => (await RefusedAsync(Json(("Database:Provider", "Postgres"), ("ConnectionStrings:Default", given)))).ShouldContain(sentence, Case.Insensitive);

    [Theory]
    [InlineData("[]", "Top-level JSON element must be an object")]
    [InlineData("{\"Demo\":{\"Seed\":\"false\",\"Seed\":\"true\"}}", "uplicate")]
    [InlineData("{", "it is not JSON")]
    public async Task AFileOfSettingsThatIsNone_IsNamedWithWhatIsWrong(string json, string sentence)
    {
        var refused = await RefusedAsync(json);

        refused.ShouldContain(Path.Join(_folder.FullName, "appsettings.json"));
        refused.ShouldContain(sentence);
    }

    [Fact]
    public async Task AFolderInPlaceOfTheFileOfSettings_IsRefused()
    {
        _folder.CreateSubdirectory("appsettings.Production.json");

        (await RefusedAsync("{}")).ShouldStartWith($"{Path.Join(_folder.FullName, "appsettings.Production.json")} is a folder");
    }

    [Fact]
    public async Task EverySettingOfTheDocuments_IsKnown()
    {
        var documented = ((string[])["README.md", "docs/operations.md"])
            .SelectMany(file => Row().Matches(File.ReadAllText(Path.Join(Repository.Root, file))).SelectMany(row => Key().Matches(row.Value)))
            .Select(key => key.Groups["key"].Value).Where(key => key.Contains(':', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        documented.Count.ShouldBeGreaterThan(15);

        (await StartAsync(Json([.. documented.Select(key => (key, string.Empty))]), "--urls", AnyPort)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatTheFrameworkReads_IsLeftToIt()
        => (await StartAsync(
            Json(("Kestrel:Endpoints:A:Url", AnyPort), ("Kestrel:Endpoints:A:Protocols", "http1"), ("Logging:LogLevel:Microsoft", "warning"), ("DetailedErrors", "true"), ("Unrelated:Key", "x")),
            "--shutdownTimeoutSeconds", "3")).ShouldBeNull();

    private async Task<string> RefusedAsync(string json, params string[] arguments)
    {
        var sentence = (await StartAsync(json, arguments)).ShouldNotBeNull();
        sentence.ShouldNotContain("\n");
        sentence.ShouldEndWith(".");
        return sentence;
    }

    private async Task<string?> StartAsync(string json, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Join(_folder.FullName, "appsettings.json"), json, Cancellation);
        try
        {
            var builder = StartArguments.Read(["--contentRoot", _folder.FullName, .. arguments]);
            builder.Logging.ClearProviders();
            await using var app = Application.Build(builder);
            await app.PrepareAsync();
            await app.StartAsync(Cancellation);
            await app.StopAsync(Cancellation);
            return null;
        }
        catch (Exception failure) when (Start.Sentence(failure) is { } sentence)
        {
            return sentence;
        }
    }

    private static string Json(params (string Key, string Value)[] settings)
        => JsonSerializer.Serialize(settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal));

    private sealed class ToldWhileItStarts(EarlyStop stop) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            stop.Tell("a test");
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    // Of a table of settings, which names them in its first column.
    [GeneratedRegex("^\\| `[^|]*\\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<key>[A-Za-z_:]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
