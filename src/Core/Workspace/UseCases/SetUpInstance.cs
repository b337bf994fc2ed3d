using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>Lets the first administrator into an empty instance, and makes the first project with its environments in one go.</summary>
public sealed class SetUpInstance(UnitOfWork work, PersonManagers managers, SetUpLink link, PasswordHashes hashes, GuessLimiter guesses)
{
    /// <param name="Token">From the link that the server printed.</param>
    /// <param name="Email">What the administrator will sign in with.</param>
    /// <param name="Name">What others will call them.</param>
    /// <param name="Password">Their password.</param>
    /// <param name="Project">The first project's name.</param>
    /// <param name="Environments">Its environments; at least one.</param>
    public sealed record Command(
        string? Token, string? Email, string? Name, string? Password, string? Project, IReadOnlyList<NewEnvironment> Environments)
    {
        /// <summary>Where they are.</summary>
        public Visitor From { get; init; } = Visitor.Unknown;
    }

    /// <returns>Who is signed in from now on, and where they can begin.</returns>
    public async Task<Result<(PersonSession Session, ProjectInfo Project)>> RunAsync(
        Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await link.CheckAsync(command.Token, command.From, cancellationToken) is { } closed)
        {
            return closed;
        }

        var errors = PersonRules.CheckNewName(command.Name, "Your name")
            .Concat(PersonRules.CheckEmail(command.Email))
            .Concat(PersonRules.CheckPassword(
                command.Password, new PasswordContext(command.Email, command.Name, command.From.Host, command.Project)))
            .Concat(CreateProject.Check(command.Project ?? string.Empty, command.Environments)
                .Select(error => error.Field == "name" ? error with { Field = "project" } : error))
            .ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        if (!(await hashes.MakeAsync(command.Password!, cancellationToken)).TryGet(out var hash, out var busy))
        {
            return busy;
        }

        var done = await work.InInstanceAsync<(PersonSession Session, ProjectInfo Project)>(
            AccessGate.ForSystem(), change => SetUpAsync(change, command, hash), cancellationToken);
        if (done.IsOk)
        {
            guesses.Admit(managers.Normalizer.NormalizeName(done.Value.Session.Email), command.From);
        }

        return done;
    }

    /// <summary>Makes the administrator alone, as configuration says, unless somebody is there.</summary>
    /// <returns>Whether it was made: false when somebody is there.</returns>
    public async Task<Result<bool>> BootstrapAsync(BootstrapOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!await link.IsNeededAsync(cancellationToken))
        {
            return false;
        }

        var name = options.AdminEmail.Split('@')[0];
        var errors = PersonRules.CheckPassword(options.AdminPassword, new PasswordContext(options.AdminEmail, name)).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        if (!(await hashes.MakeAsync(options.AdminPassword, cancellationToken)).TryGet(out var hash, out var busy))
        {
            return busy;
        }

        return await work.InInstanceAsync<bool>(
            AccessGate.ForSystem(),
            async change => await IsDoneAsync(change)
                ? change.Nothing(false)
                : (await AddAdministratorAsync(change, options.AdminEmail, name, hash))
                    .Match<Result<bool>>(_ => true, refused => refused.ToArray()),
            cancellationToken);
    }

    private async Task<Result<(PersonSession Session, ProjectInfo Project)>> SetUpAsync(ChangeContext change, Command command, string hash)
    {
        if (await IsDoneAsync(change))
        {
            return SetUpLink.Done;
        }

        var added = await AddAdministratorAsync(change, command.Email!, command.Name!, hash);
        if (!added.TryGet(out var session, out _))
        {
            return added.Errors.ToArray();
        }

        var project = await CreateProject.CreateAsync(change, command.Project!, command.Environments);
        return project.IsOk ? (session, project.Value) : project.Errors.ToArray();
    }

    private static async Task<bool> IsDoneAsync(ChangeContext change)
    {
        // The counters are there from the first migration on: taking none of them takes their lock, so that of two who
        // use the link at the same moment the second is told.
        _ = await Counters.TakeAsync(change.Db, Counters.Experiments, 0, change.Cancellation);
        return await change.Db.Set<Person>().AnyAsync(change.Cancellation);
    }

    private async Task<Result<PersonSession>> AddAdministratorAsync(ChangeContext change, string email, string name, string hash)
    {
        using var people = managers.Over(change.Db);
        var person = PersonFactory.Make(change, email, name, isInstanceAdministrator: true);
        person.PasswordHash = hash;
        var created = await people.CreateAsync(person);
        if (!created.Succeeded)
        {
            return IdentityRefusals.Of(created);
        }

        PersonRecord.Append(change, person, "created", "created as first administrator", before: null);
        return PersonSession.Of(person);
    }
}
