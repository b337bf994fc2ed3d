using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.UseCases;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.UseCases;

/// <summary>Lets the first administrator into an empty instance, and makes the first project with its environments in one go.</summary>
public sealed class SetUpInstance(UnitOfWork work, PersonManagers managers, SetUpLink link)
{
    private static readonly Error s_done = new Error.Conflict(
        "set_up_done", "This instance was set up already, so the link no longer works. Sign in, or ask an administrator to invite you.");

    private static readonly Error s_forged = new Error.Forbidden(
        "set_up_link_invalid", "This is not the link that the server printed. Copy the whole line, or restart the server to print it again.");

    /// <param name="Token">From the link that the server printed.</param>
    /// <param name="Email">What the administrator will sign in with.</param>
    /// <param name="Name">What others will call them.</param>
    /// <param name="Password">Their password.</param>
    /// <param name="Project">The first project's name.</param>
    /// <param name="Environments">Its environments; at least one.</param>
    public sealed record Command(
        string? Token, string? Email, string? Name, string? Password, string? Project, IReadOnlyList<NewEnvironment> Environments);

    /// <returns>Who is signed in from now on, and where they can begin.</returns>
    public async Task<Result<(PersonSession Session, ProjectInfo Project)>> RunAsync(
        Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!link.IsGenuine(command.Token))
        {
            return s_forged;
        }

        var errors = PersonRules.CheckName(command.Name)
            .Concat(PersonRules.CheckEmail(command.Email))
            .Concat(PersonRules.CheckPassword(command.Password))
            .Concat(CreateProject.Check(command.Project ?? string.Empty, command.Environments)
                .Select(error => error.Field == "name" ? error with { Field = "project" } : error))
            .ToList();
        return errors.Count > 0
            ? errors
            : await work.InInstanceAsync<(PersonSession Session, ProjectInfo Project)>(
                AccessGate.ForSystem(), change => SetUpAsync(change, command), cancellationToken);
    }

    /// <summary>Makes the administrator alone, as configuration says, unless somebody is there.</summary>
    public async Task<Result<Done>> BootstrapAsync(BootstrapOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await work.InInstanceAsync<Done>(
            AccessGate.ForSystem(),
            async change => await IsDoneAsync(change)
                ? change.Nothing(default(Done))
                : (await AddAdministratorAsync(change, options.AdminEmail, options.AdminEmail.Split('@')[0], options.AdminPassword))
                    .Match<Result<Done>>(_ => default(Done), refused => refused.ToArray()),
            cancellationToken);
    }

    private async Task<Result<(PersonSession Session, ProjectInfo Project)>> SetUpAsync(Change change, Command command)
    {
        if (await IsDoneAsync(change))
        {
            return s_done;
        }

        var added = await AddAdministratorAsync(change, command.Email!, command.Name!, command.Password!);
        if (!added.TryGet(out var session, out _))
        {
            return added.Errors.ToArray();
        }

        var project = await CreateProject.CreateAsync(change, command.Project!, command.Environments);
        return project.IsOk ? (session, project.Value) : project.Errors.ToArray();
    }

    private static async Task<bool> IsDoneAsync(Change change)
    {
        // The counters are there from the first migration on: taking none of them takes their lock, so that of two who
        // use the link at the same moment the second is told.
        _ = await Counters.TakeAsync(change.Db, Counters.Experiments, 0, change.Cancellation);
        return await change.Db.Users.AnyAsync(change.Cancellation);
    }

    private async Task<Result<PersonSession>> AddAdministratorAsync(Change change, string email, string name, string password)
    {
        using var people = managers.Over(change.Db);
        var person = PersonFactory.Make(change, email, name, isInstanceAdministrator: true);
        var created = await people.CreateAsync(person, password);
        if (!created.Succeeded)
        {
            return IdentityRefusals.Of(created);
        }

        PersonRecord.Append(change, person, "created", "created as first administrator", before: null);
        return PersonSession.Of(person);
    }
}
