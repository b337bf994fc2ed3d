using Bunit.TestDoubles;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Components;

/// <summary>Pages and parts that ask who looks at them.</summary>
public abstract class SignedInTestContext : WorkspaceTestContext
{
    private BunitAuthorizationContext? _authorization;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _authorization = this.AddAuthorization();
    }

    /// <summary>Signs in the person of the world who has a role.</summary>
    /// <returns>The person.</returns>
    protected async Task<int> SignInAsync(Role role, bool isInstanceAdministrator = false)
    {
        await using var db = Database.CreateDbContext();
        var person = await db.Set<Person>().SingleAsync(user => user.Email == $"{role}@test.local", Cancellation);
        person.IsInstanceAdministrator = isInstanceAdministrator;
        person.PasswordHash = "something"; // They can sign in.
        await db.SaveChangesAsync(Cancellation);
        var session = new PersonSession(person.Id, person.DisplayName, person.Email!, "stamp", isInstanceAdministrator);
        _authorization!.SetAuthorized(person.DisplayName);
        _authorization.SetClaims([.. SessionClaims.Principal(session, new SessionKey(1, "secret")).Claims]);
        return person.Id;
    }

    protected void SignOut() => _authorization!.SetNotAuthorized();
}
