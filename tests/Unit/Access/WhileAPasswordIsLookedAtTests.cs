using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Hashing is slow on purpose: nobody's save waits for it, and what changes meanwhile counts.</summary>
public abstract class WhileAPasswordIsLookedAtTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const string Email = "ada@example.com";
    private const string Password = "long enough";

    private readonly HeldHasher _hasher = new();
    private ServiceProvider _services = null!;

    public sealed class OnSqlite() : WhileAPasswordIsLookedAtTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : WhileAPasswordIsLookedAtTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _services = new ServiceCollection().AddLogging().AddCore(Database.Options).AddSingleton<IPasswordHasher<Person>>(_hasher).BuildServiceProvider();
    }

    public override async ValueTask DisposeAsync()
    {
        _hasher.Let();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _hasher.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task ASave_GoesThrough_WhileSomebodySignsIn()
    {
        _ = await InvitedAsync(hasPassword: true);
        await SavesAsync(() => Get<SignIn>().RunAsync(new(Email, Password), Cancellation));
    }

    [Fact]
    public async Task ASave_GoesThrough_WhileNobodySignsIn()
        => (await SavesAsync(() => Get<SignIn>().RunAsync(new("nobody@example.com", Password), Cancellation), isRefused: true)).Error!.Code
            .ShouldBe("sign_in_failed");

    [Fact]
    public async Task ASave_GoesThrough_WhileSomebodyChangesTheirPassword()
    {
        var link = await InvitedAsync(hasPassword: true);
        await SavesAsync(() => Get<ChangePassword>().RunAsync(new(Actor.Person(link.PersonId, "Ada"), Password, "battery staple"), Cancellation));
    }

    [Fact]
    public async Task ASave_GoesThrough_WhileSomebodyFollowsAnInvitation()
    {
        var link = await InvitedAsync();
        await SavesAsync(() => Get<SetPassword>().RunAsync(new(link, Password), Cancellation));
    }

    [Fact]
    public async Task ASave_GoesThrough_WhileTheInstanceIsSetUp()
    {
        var token = Get<SetUpLink>().Create();
        await SavesAsync(() => Get<SetUpInstance>().RunAsync(
            new(token, Email, "Ada", Password, "Shop", [new("Production", Versioning.V2, true)]), Cancellation));
    }

    [Fact]
    public async Task ASave_GoesThrough_WhileConfigurationMakesTheAdministrator()
        => await SavesAsync(() => Get<SetUpInstance>().BootstrapAsync(new(Email, Password), Cancellation));

    [Fact]
    public async Task ASave_GoesThrough_WhileTheDemoIsFilled()
        => await SavesAsync(async () =>
        {
            Result<bool> isThere = await Get<DemoWorkspace>().EnsureAsync(Cancellation);
            return isThere;
        });

    [Fact]
    public async Task APersonWhoIsDeactivatedMeanwhile_DoesNotComeIn_AndChangesNothing()
    {
        var link = await InvitedAsync(hasPassword: true);
        var ada = Actor.Person(link.PersonId, "Ada");
        var signIn = await BeginAsync(() => Get<SignIn>().RunAsync(new(Email, Password), Cancellation));
        (await Get<DeactivatePerson>().RunAsync(new(AccessGate.ForSystem(), link.PersonId, true), Cancellation)).IsOk.ShouldBeTrue();
        _hasher.Let();

        (await signIn).Error!.Code.ShouldBe("deactivated");
        (await Get<ChangePassword>().RunAsync(new(ada, Password, "battery staple"), Cancellation)).Error!.Code.ShouldBe("not_signed_in");
    }

    [Fact]
    public async Task ALinkThatIsReplacedMeanwhile_SetsNothing()
    {
        var link = await InvitedAsync();
        var set = await BeginAsync(() => Get<SetPassword>().RunAsync(new(link, Password), Cancellation));
        _ = (await Get<CreatePasswordLink>().RunAsync(new(AccessGate.ForSystem(), link.PersonId), Cancellation)).Value;
        _hasher.Let();

        (await set).Error!.Code.ShouldBe("link_used_up");
        (await HashAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task APasswordThatIsReplacedMeanwhile_IsNotChangedByTheOldOne()
    {
        var link = await InvitedAsync(hasPassword: true);
        var change = await BeginAsync(() => Get<ChangePassword>().RunAsync(new(Actor.Person(link.PersonId, "Ada"), Password, "battery staple"), Cancellation));
        _ = (await Get<CreatePasswordLink>().RunAsync(new(AccessGate.ForSystem(), link.PersonId), Cancellation)).Value;
        _hasher.Let();

        (await change).Error!.Code.ShouldBe("lost_race");
        (await HashAsync()).ShouldBe("something");
    }

    [Fact]
    public async Task TooManyAtOnce_AreRefused_AndNotCounted()
    {
        var guesses = Enumerable.Range(0, PasswordHashes.MostInLine).Select(_ => Get<PasswordHashes>().MakeAsync(Password, Cancellation)).ToList();
        await _hasher.BegunAsync();
        for (var attempt = 0; attempt < IdentityRules.MostAttempts * 2; attempt++)
        {
            var refusal = (await Get<SignIn>().RunAsync(new(Email, Password), Cancellation)).Error.ShouldBeOfType<Error.Limited>();
            refusal.Code.ShouldBe("many_passwords_at_once");
        }

        var owner = Get<SignIn>().RunAsync(new(Email, Password) { From = Visitor.Unknown with { KnownAccount = Email } }, Cancellation);
        _hasher.Let();
        (await owner).Error!.Code.ShouldBe("sign_in_failed", "owners wait for no strangers");
        (await Task.WhenAll(guesses)).ShouldAllBe(made => made.IsOk);
        (await Get<SignIn>().RunAsync(new(Email, Password), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task<Task<T>> BeginAsync<T>(Func<Task<T>> run)
    {
        var running = Task.Run(run, Cancellation);
        await _hasher.BegunAsync();
        return running;
    }

    // The numbers of experiments are what set-up and every new experiment lock.
    private async Task<Result<T>> SavesAsync<T>(Func<Task<Result<T>>> run, bool isRefused = false)
    {
        var running = await BeginAsync(run);

        var saved = await Get<UnitOfWork>().InInstanceAsync<int>(
            AccessGate.ForSystem(), async change => await Counters.TakeAsync(change.Db, Counters.Experiments, 1, Cancellation), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        saved.IsOk.ShouldBeTrue();
        running.IsCompleted.ShouldBeFalse();
        _hasher.Let();
        var result = await running;
        result.IsOk.ShouldBe(!isRefused);
        return result;
    }

    private async Task<PasswordLink> InvitedAsync(bool hasPassword = false)
    {
        var link = (await Get<InvitePerson>().RunAsync(new(AccessGate.ForSystem(), Email, "Ada"), Cancellation)).Value;
        if (hasPassword)
        {
            await using var db = Database.CreateDbContext();
            await db.Set<Person>().ExecuteUpdateAsync(row => row.SetProperty(person => person.PasswordHash, "something"), Cancellation);
        }

        return link;
    }

    private async Task<string?> HashAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<Person>().Select(person => person.PasswordHash).SingleAsync(Cancellation);
    }
}
