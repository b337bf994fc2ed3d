using System.Net;
using System.Net.Sockets;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>What an operator can mend is said in one sentence, and the process ends with exit code 1.</summary>
public sealed class RefusingToStart
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnADatabaseThatAnotherProcessRunsOn()
    {
        await using var first = new AppServer();
        await first.StartAsync(Cancellation);
        await using var second = new AppServer(first.Database);

        await RefusesAsync(second, "Another process already runs on the database");
    }

    [Fact]
    public async Task OnADatabaseThatAnotherProgramHasLocked()
    {
        await using var server = new AppServer();
        await server.StartAsync(Cancellation);
        await server.StopAsync(Cancellation);
        await using var connection = new SqliteConnection(server.Database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var transaction = connection.BeginTransaction(deferred: false);

        await RefusesAsync(server, "is locked by another program");
    }

    [Fact]
    public async Task OnAFileThatIsNotADatabase()
    {
        await using var server = new AppServer();
        var file = server.DatabaseFile;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, new string('x', 4096), Cancellation);

        await RefusesAsync(server, "is not a SQLite database or is damaged");
    }

    [Fact]
    public async Task OnAFileThatCannotBeOpened()
    {
        await using var server = new AppServer();
        Directory.CreateDirectory(server.DatabaseFile); // A folder of that name: not even root can open it as a file.

        await RefusesAsync(server, "cannot be opened and written, because it is a folder");
    }

    [Fact]
    public async Task InAFolderThatIsAFile()
    {
        await using var server = new AppServer();
        var folder = Path.GetDirectoryName(server.DatabaseFile)!;
        await File.WriteAllTextAsync(folder, "text", Cancellation);

        await RefusesAsync(server, $"because {folder} is a file and not a folder");
    }

    [Theory]
    [InlineData("Server__PathBas", "Server:PathBas is not a setting: write Server:PathBase ")]
    [InlineData("ASPNETCORE_URL", "ASPNETCORE_URL is not a setting: write ASPNETCORE_URLS ")]
    [InlineData("Logging__LogLevel__Default", "Logging:LogLevel:Default is 'x', which is no log level")]
    [InlineData("HTTP_PORTS", "http_ports holds 'x', which is not a port")]
    public async Task WithASettingThatDoesNothing(string setting, string sentence)
    {
        await using var server = new AppServer { Settings = { [setting] = "x" } };

        await RefusesAsync(server, sentence);
    }

    [Fact]
    public async Task WithAProviderThatDoesNotExist()
    {
        await using var server = new AppServer { Settings = { ["Database__Provider"] = "Oracle" } };

        await RefusesAsync(server, "'Oracle' is not a database provider");
    }

    [Fact]
    public async Task WithASignInThatLastsNoTime()
    {
        await using var server = new AppServer { Settings = { ["Session__Lifetime"] = "for ever" } };

        await RefusesAsync(server, "Session:Lifetime is 'for ever', which is not a time");
    }

    [Theory]
    [InlineData("ASPNETCORE_CONTENTROOT", "/nowhere/at/all", "The content root /nowhere/at/all ")]
    [InlineData("ASPNETCORE_WEBROOT", "/nowhere/at/all", "The web root /nowhere/at/all ")]
    public async Task InAFolderThatDoesNotExist(string setting, string folder, string sentence)
    {
        await using var server = new AppServer { Settings = { [setting] = folder } };

        await RefusesAsync(server, sentence);
    }

    [Fact]
    public async Task OverHttpsWithoutACertificate()
    {
        await using var server = new AppServer { Address = new Uri("https://127.0.0.1:0") };

        await RefusesAsync(server, "HTTPS needs a certificate");
    }

    [Fact]
    public async Task WhenPostgresDoesNotAnswer()
    {
        await using var server = new AppServer(
            new DatabaseOptions(DatabaseProvider.Postgres, "Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody"));

        await RefusesAsync(server, "PostgreSQL at 127.0.0.1:1 cannot be used");
    }

    [Theory]
    [InlineData("password", "This password is one of the most common ones")]
    [InlineData("aaaaaaaa", "This password is a repetition")]
    [InlineData("experimentadmin", "This password is little more than the name of this product")]
    [InlineData("root@example.com", "This password is little more than your e-mail address")]
    public async Task WithAFirstAdministratorWhosePasswordIsEasilyGuessed(string password, string sentence)
    {
        await using var server = new AppServer
        {
            Settings = { ["Bootstrap__AdminEmail"] = "root@example.com", ["Bootstrap__AdminPassword"] = password },
        };

        await RefusesAsync(server, $"Bootstrap:AdminPassword cannot be used. {sentence}");
    }

    [Fact]
    public async Task OnAPortThatIsTaken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = new AppServer { Address = new Uri($"http://{listener.LocalEndpoint}") };

        await RefusesAsync(server, "address already in use");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(256)]
    [InlineData(600)]
    public async Task WithTooFewFiles(int files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many files a process may open.");
        await using var server = new AppServer { OpenFiles = files };

        await RefusesAsync(server, $"This process may have {files} files and connections open at once, and needs at least 616");
    }

    private static async Task RefusesAsync(AppServer server, string sentence)
    {
        var before = server.Output;

        var exitCode = await server.StartAndFailAsync(Cancellation);

        exitCode.ShouldBe(1);
        server.Errors.Trim().ShouldContain(sentence);
        server.Errors.Trim().Split('\n').ShouldHaveSingleItem();
        server.Output.ShouldBe(before, "A refused start prints nothing but its sentence.");
    }
}
