using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>
/// Prints a link by which somebody sets a new password, for when no administrator can sign in who could make one. It works on the
/// server's own database and keys, whether the server runs or not, and brings nothing up to date: it writes one change, as pages do.
/// </summary>
/// <param name="email">Whose password it is.</param>
/// <param name="settings">The arguments that the server has.</param>
internal sealed class ResetPasswordCommand(string email, string[] settings) : ICommand
{
    public async Task RunAsync()
    {
        var builder = StartArguments.Read(settings);
        var database = ProgramFolder.Database(builder);
        builder.Logging.ClearProviders(); // What goes wrong is the one sentence.

        // A key of this user's own might be one that the server's user cannot read.
        builder.Services.AddDataProtection().DisableAutomaticKeyGeneration();
        await DatabaseVersion.ExplainAsync(
            database,
            "ConnectionStrings:Default",
            async () =>
            {
                DatabaseVersion.RequireFile(database);
                await using var app = Application.Build(builder);
                await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(app.Lifetime.ApplicationStopping))
                {
                    await DatabaseVersion.RequireOwnAsync(db, database, app.Lifetime.ApplicationStopping);
                }

                Print(app.Services.GetRequiredService<ServerOptions>(), await MakeAsync(app));
            });
    }

    private async Task<PasswordLink> MakeAsync(WebApplication app)
    {
        RequireKeys(app);
        return (await app.Services.GetRequiredService<CreatePasswordLink>().OnServerAsync(email, app.Lifetime.ApplicationStopping)).TryGet(out var link, out var refused)
            ? link
            : throw new StartFailureException($"No link was made for {email}. {refused.Message}");
    }

    private static void RequireKeys(WebApplication app)
    {
        try
        {
            _ = app.Services.GetDataProtector(nameof(ResetPasswordCommand)).Protect([1]);
        }
        catch (Exception none) when (DatabaseFault.Of(none) is null)
        {
            throw new StartFailureException(
                "The server's keys, which a link is made with, cannot be found or read: start the server once with the same settings, "
                + "and run this as the user that it runs as.",
                none);
        }
    }

    private void Print(ServerOptions server, PasswordLink link)
    {
        var lasts = $"It works once, and for {IdentityRules.LinkLastsFor.TotalDays:0} days";
        Console.WriteLine(PublicRoot.Of(server) is { } root
            ? $"Open this link to set a new password for {email}. {lasts}: {PasswordLinks.Address(root, link)}"
            : $"Open this path after the address of the server, such as https://flags.example.com, to set a new password for {email}. {lasts}: "
                + PasswordLinks.Address($"{server.PathBase}/", link));
    }
}
