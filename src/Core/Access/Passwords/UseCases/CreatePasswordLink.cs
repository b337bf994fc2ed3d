using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Passwords.UseCases;

/// <summary>
/// Makes a link by which somebody sets a new password: for those who forgot theirs, or whose invitation got too old. It
/// takes the place of links that were made before, and ends every sign-in of the person.
/// </summary>
public sealed class CreatePasswordLink(UnitOfWork work, PersonManagers managers)
{
    private const int AdministratorsToName = 5;

    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="PersonId">Who the link is for.</param>
    public sealed record Command(InstanceAccess Access, int PersonId);

    public Task<Result<PasswordLink>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InInstanceAsync<PasswordLink>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    /// <summary>The same for whoever runs the server, when no administrator can sign in any more who could make one.</summary>
    /// <param name="email">What the person signs in with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Result<PasswordLink>> OnServerAsync(string email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        return work.InInstanceAsync<PasswordLink>(AccessGate.ForSystem(), change => OnServerAsync(change, email.Trim()), cancellationToken);
    }

    private async Task<Result<PasswordLink>> OnServerAsync(ChangeContext change, string email)
    {
        var name = PersonRules.IsPossible(email) ? managers.Normalizer.NormalizeName(email) : null;
        var person = await change.Db.Set<Person>().SingleOrDefaultAsync(person => name != null && person.NormalizedUserName == name, change.Cancellation);
        if (person is not null)
        {
            return await MakeAsync(change, person, "link for a new password made on the server");
        }

        var administrators = await change.Db.Set<Person>()
            .Where(person => person.IsInstanceAdministrator && person.DeactivatedAt == null)
            .OrderBy(person => person.Id).Select(person => person.Email!).Take(AdministratorsToName).ToListAsync(change.Cancellation);
        return administrators.Count > 0 ? PersonErrors.NobodyHasEmail(administrators) : PersonErrors.NobodyIsThere();
    }

    private async Task<Result<PasswordLink>> RunAsync(ChangeContext change, Command command)
        => (await PersonChange.FindAsync(change, command.PersonId, expectedRevision: null)).TryGet(out var person, out var error)
            ? await MakeAsync(change, person, "link for a new password made")
            : error;

    private async Task<Result<PasswordLink>> MakeAsync(ChangeContext change, Person person, string summary)
    {
        if (person.DeactivatedAt is not null)
        {
            return PersonErrors.NoLinkWhileDeactivated(person.DisplayName);
        }

        using var people = managers.Over(change.Db);
        var replaced = await people.UpdateSecurityStampAsync(person);
        if (!replaced.Succeeded)
        {
            return IdentityRefusals.Of(replaced);
        }

        _ = await SessionRows.EndAsync(change, person);
        PersonRecord.Append(change, person, "link_made", summary, PersonRecord.Of(person));
        return new PasswordLink(person.Id, await people.GeneratePasswordResetTokenAsync(person));
    }
}
