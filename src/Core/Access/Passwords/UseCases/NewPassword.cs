using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.Passwords.UseCases;

/// <summary>Gives a person another password, whose hash was made before the transaction.</summary>
internal static class NewPassword
{
    /// <summary>Writes and records it; every link of theirs ends, and every sign-in but the one to keep, if one is named.</summary>
    public static async Task<Result<PersonSession>> SetAsync(
        PersonManagers managers, ChangeContext change, Person person, string hash, string action, string summary, int? keep = null)
    {
        using var people = managers.Over(change.Db);
        var before = PersonRecord.Of(person);
        person.PasswordHash = hash;
        var ended = await people.UpdateSecurityStampAsync(person);
        if (!ended.Succeeded)
        {
            return IdentityRefusals.Of(ended);
        }

        _ = await SessionRows.EndAsync(change, person, keep);
        PersonRecord.Append(change, person, action, summary, before);
        return PersonSession.Of(person);
    }
}
