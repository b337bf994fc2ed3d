using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.Core.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, SessionLimits? sessions)
    {
        // Only the parts of Identity that PersonManagers puts together: its manager belongs to a change, never to a request.
        services.AddDataProtection();
        services.Configure<IdentityOptions>(IdentityRules.Apply);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = IdentityRules.LinkLastsFor);
        services.AddSingleton<DataProtectorTokenProvider<Person>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = IdentityRules.Iterations);
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddSingleton<PasswordHashes>();
        services.TryAddSingleton(new Sessions.SignInOptions());
        services.AddSingleton(sessions ?? new SessionLimits());
        services.AddSingleton<GuessLimiter>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<PersonManagers>();
        services.AddSingleton<AccessGate>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<EditAccount>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<SetPassword>();
        services.AddSingleton<CallerReads>();
        services.AddSingleton<PeopleReads>();
        services.AddSingleton<OwnerReads>();
        services.AddSingleton<InvitePerson>();
        services.AddSingleton<CreatePasswordLink>();
        services.AddSingleton<EditPerson>();
        services.AddSingleton<RenamePerson>();
        services.AddSingleton<DeactivatePerson>();
        services.AddSingleton<SetInstanceAdministrator>();
        services.AddSingleton<SetMemberRole>();
        services.AddSingleton<RemoveMember>();
        return services.AddSessions().AddManagementKeys();
    }

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionEnds>();
        services.AddSingleton<SessionReads>();
        services.AddBatch<SessionUses>();
        services.AddBatch<SessionSweep>();
        services.AddSingleton<StartSession>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndOtherSessions>();
        return services;
    }

    private static IServiceCollection AddManagementKeys(this IServiceCollection services)
    {
        services.AddSingleton<ManagementKeySignIn>();
        services.AddBatch<ManagementKeyUses>();
        services.AddSingleton<ManagementKeyReads>();
        services.AddSingleton<CreateManagementKey>();
        services.AddSingleton<RevokeManagementKey>();
        return services;
    }
}
