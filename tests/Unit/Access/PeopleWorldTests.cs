using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Tests about accounts.</summary>
public abstract class PeopleWorldTests(DatabaseProvider provider) : WorldTests(provider)
{
    /// <summary>Leave of the software itself, which is no person that could be the last.</summary>
    protected static InstanceAccess Instance => AccessGate.ForSystem();

    /// <summary>Invites somebody and lets them set their password.</summary>
    protected async Task<PersonSession> JoinAsync(string email, string password, bool isInstanceAdministrator = false)
    {
        var link = (await World.Get<InvitePerson>().RunAsync(
            new(Instance, email, email.Split('@')[0]) { IsInstanceAdministrator = isInstanceAdministrator }, Cancellation)).Value;
        return (await World.Get<SetPassword>().RunAsync(new(link, password), Cancellation)).Value;
    }

    /// <summary>What is recorded about a person, oldest first.</summary>
    protected async Task<List<string>> RecordsAsync(int personId)
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().Where(record => record.ObjectKey == AuditKey.Person(personId).Text)
            .OrderBy(record => record.Number).Select(record => record.Summary).ToListAsync(Cancellation);
    }
}
