using System.Globalization;
using ExperimentAdmin.App;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Unit.Api;

/// <summary>The whole application on a port of its own, over a test's database.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private readonly LoggedFaults _logged;

    private ApiServer(WebApplication app, DirectoryInfo folder, LoggedFaults logged) => (_app, _folder, _logged) = (app, folder, logged);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    /// <summary>What it logged as an error so far.</summary>
    public IReadOnlyCollection<string> Logged => _logged.Messages;

    public IReadOnlyList<RouteEndpoint> Endpoints
        => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Starts it.</summary>
    /// <param name="database">The database, migrated.</param>
    /// <param name="clock">The time that it goes by.</param>
    /// <param name="settings">Configuration beyond that, by key.</param>
    /// <param name="listener">Hears what it logs beside <see cref="Logged"/>.</param>
    public static async Task<ApiServer> StartAsync(
        DatabaseOptions database, TimeProvider clock, IReadOnlyDictionary<string, string?>? settings = null, ILoggerProvider? listener = null)
    {
        var folder = Directory.CreateTempSubdirectory("experiment-admin-api-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Application).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Database:Provider"] = $"{database.Provider}",
            ["ConnectionStrings:Default"] = database.ConnectionString,
            ["Server:KeyFolder"] = settings?.GetValueOrDefault("Server:KeyFolder") ?? (database.Provider is DatabaseProvider.Sqlite ? folder.FullName : null),
        });
        var logged = new LoggedFaults();
        builder.Logging.ClearProviders().AddProvider(logged);
        if (listener is not null)
        {
            builder.Logging.AddProvider(listener);
        }

        builder.Services.AddSingleton(clock);
        var app = Application.Build(builder);
        await app.PrepareAsync();
        await app.StartAsync(Cancellation);
        return new ApiServer(app, folder, logged);
    }

    /// <summary>A client without credentials.</summary>
    public ApiClient Anybody() => new(new HttpClient { BaseAddress = Address });

    /// <summary>A client with a key.</summary>
    public ApiClient WithKey(string key)
    {
        var client = Anybody();
        client.Http.DefaultRequestHeaders.Add("Authorization", $"Api-Key {key}");
        return client;
    }

    /// <summary>A new key, written past the use case: its rights are the test's business.</summary>
    /// <param name="projectId">The project; null for the instance.</param>
    /// <param name="role">Its role.</param>
    /// <param name="expiresAt">When it expires, UTC.</param>
    /// <param name="revokedAt">When it was revoked, UTC.</param>
    public async Task<(int Id, string Key)> AddKeyAsync(int? projectId, Role role, DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null)
    {
        var key = Secret.New("test.");
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancellation);
        var row = new ManagementKey
        {
            Name = $"{role} key",
            NameFolded = TextFold.Fold($"{role} key"),
            Hash = Secret.Hash(key),
            Hint = Secret.Hint(key),
            ProjectId = projectId,
            Role = role,
            CreatedAt = Services.GetRequiredService<TimeProvider>().GetUtcNow(),
            CreatedBy = "Test",
            ExpiresAt = expiresAt,
            RevokedAt = revokedAt,
        };
        db.Add(row);
        await db.SaveChangesAsync(Cancellation);
        return (row.Id, key);
    }

    /// <summary>A client with the session of a person, as the sign-in would have given it.</summary>
    public async Task<ApiClient> WithSessionAsync(string email)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancellation);
        var person = await db.Set<Person>().AsTracking().SingleAsync(user => user.Email == email, Cancellation);
        person.SecurityStamp ??= Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        await db.SaveChangesAsync(Cancellation);
        var session = await Services.GetRequiredService<StartSession>().RunAsync(new(PersonSession.Of(person), null, null), Cancellation);
        var cookie = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(
            SessionClaims.Principal(PersonSession.Of(person), session),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(1) },
            CookieAuthenticationDefaults.AuthenticationScheme);
        var client = Anybody();
        client.Http.DefaultRequestHeaders.Add("Cookie", $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
