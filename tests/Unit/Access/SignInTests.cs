using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Access.Reads;
using ExperimentAdmin.Core.Access.UseCases;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Unit.Access;

public abstract class SignInTests(DatabaseProvider provider) : PeopleWorldTests(provider)
{
    private const string Password = "correct horse";

    private PersonSession _ada = null!;

    public sealed class OnSqlite() : SignInTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : SignInTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _ada = await JoinAsync("ada@example.com", Password);
    }

    [Fact]
    public async Task TheRightPassword_SignsIn_WhateverTheCaseOfTheAddress()
    {
        (await SignInAsync(Password)).Value.ShouldBe(_ada);
        (await World.Get<SignIn>().RunAsync(new(" ADA@Example.com ", Password), Cancellation)).Value.ShouldBe(_ada);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownAddress_AreRefusedWithTheSameWords()
    {
        var wrong = (await SignInAsync("wrong")).Error.ShouldNotBeNull();

        wrong.Code.ShouldBe("sign_in_failed");
        (await World.Get<SignIn>().RunAsync(new("nobody@example.com", Password), Cancellation)).Error.ShouldBe(wrong);
        (await World.Get<SignIn>().RunAsync(new("Viewer@test.local", Password), Cancellation)).Error.ShouldBe(wrong, "invited, without a password");
    }

    [Fact]
    public async Task ManyWrongPasswords_LockTheAccountForAWhile_AlsoForTheRightOne()
    {
        for (var attempt = 1; attempt < IdentityRules.MostAttempts; attempt++)
        {
            (await SignInAsync("wrong")).Error!.Code.ShouldBe("sign_in_failed");
        }

        (await SignInAsync("wrong")).Error!.Code.ShouldBe("locked_out");
        World.Clock.Advance(TimeSpan.FromMinutes(7));
        (await SignInAsync(Password)).Error!.Message.ShouldContain("Try again in 3 minutes");

        World.Clock.Advance(TimeSpan.FromMinutes(3));
        (await SignInAsync(Password)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task AnAddressThatNobodyHas_IsLockedWithTheSameWords()
    {
        for (var attempt = 1; attempt <= IdentityRules.MostAttempts + 1; attempt++)
        {
            var known = (await SignInAsync("wrong")).Error.ShouldNotBeNull();
            (await World.Get<SignIn>().RunAsync(new(attempt % 2 == 0 ? "Nobody@example.com" : "nobody@example.com", "wrong"), Cancellation)).Error.ShouldBe(known);
        }

        World.Clock.Advance(IdentityRules.LockedFor);
        (await World.Get<SignIn>().RunAsync(new("nobody@example.com", "wrong"), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");
        (await World.Get<SignIn>().RunAsync(new("a\0b@example.com", "wrong"), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");
        (await World.Get<SignIn>().RunAsync(new("a\ud83d@example.com", "wrong"), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");
    }

    [Fact]
    public async Task ASignIn_ForgetsTheWrongPasswordsBefore()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 1; attempt < IdentityRules.MostAttempts; attempt++)
            {
                (await SignInAsync("wrong")).Error!.Code.ShouldBe("sign_in_failed");
            }

            (await SignInAsync(Password)).IsOk.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task ManyAttemptsAtOnce_AreNoWayRoundTheLock()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SignInAsync("wrong")));

        attempts.Count(attempt => attempt.Error!.Code == "sign_in_failed").ShouldBe(IdentityRules.MostAttempts - 1);
        (await SignInAsync(Password)).Error!.Code.ShouldBe("locked_out");
    }

    [Fact]
    public async Task ADeactivatedPerson_IsToldSo_OnlyWithTheRightPassword()
    {
        (await World.Get<DeactivatePerson>().RunAsync(new(Instance, _ada.Id, Deactivated: true), Cancellation)).IsOk.ShouldBeTrue();

        (await SignInAsync("wrong")).Error!.Code.ShouldBe("sign_in_failed");
        (await SignInAsync(Password)).Error!.Code.ShouldBe("deactivated");
    }

    [Fact]
    public async Task ChangingThePassword_EndsEveryOtherSignIn()
    {
        var ada = Actor.Person(_ada.Id, _ada.Name);
        var change = World.Get<ChangePassword>();
        var sessions = World.Get<SessionReads>();

        (await change.RunAsync(new(ada, "wrong", "battery staple"), Cancellation)).Error!.Field.ShouldBe("currentPassword");
        (await change.RunAsync(new(ada, Password, "short"), Cancellation)).Error!.Code.ShouldBe("password_too_short");
        var renewed = (await change.RunAsync(new(ada, Password, "battery staple"), Cancellation)).Value;

        (await sessions.FindAsync(_ada.Id, _ada.Stamp, Cancellation)).ShouldBeNull();
        (await sessions.FindAsync(_ada.Id, renewed.Stamp, Cancellation)).ShouldBe(renewed);
        (await SignInAsync(Password)).Error!.Code.ShouldBe("sign_in_failed");
        (await SignInAsync("battery staple")).IsOk.ShouldBeTrue();
        (await RecordsAsync(_ada.Id))[^1].ShouldBe("password changed");
    }

    [Theory]
    [InlineData(PasswordVerificationResult.Success)]
    [InlineData(PasswordVerificationResult.SuccessRehashNeeded)]
    public async Task APasswordThatIsReplacedWhileItIsLookedAt_SignsNobodyIn_AndDoesNotComeBack(PasswordVerificationResult verdict)
    {
        var slow = SignInThat(verdict, () => World.Get<ChangePassword>().RunAsync(
            new(Actor.Person(_ada.Id, _ada.Name), Password, "battery staple"), Cancellation));

        (await slow.RunAsync(new("ada@example.com", Password), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");

        (await SignInAsync(Password)).Error!.Code.ShouldBe("sign_in_failed");
        (await SignInAsync("battery staple")).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task TwoSignInsThatBothMakeTheHashStronger_Succeed()
    {
        var slow = SignInThat(PasswordVerificationResult.SuccessRehashNeeded, () => SignInThat(
            PasswordVerificationResult.SuccessRehashNeeded, () => Task.CompletedTask).RunAsync(new("ada@example.com", Password), Cancellation));

        (await slow.RunAsync(new("ada@example.com", Password), Cancellation)).Error.ShouldBeNull();

        (await SignInAsync(Password)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task ANameOfOnesOwn_IsChangedAndRecorded_AndTheSameNameIsNoChange()
    {
        var edit = World.Get<EditAccount>();
        var ada = Actor.Person(_ada.Id, _ada.Name);

        (await edit.RunAsync(new(ada, "  "), Cancellation)).Error!.Code.ShouldBe("name_missing");
        (await edit.RunAsync(new(ada, " Ada L. "), Cancellation)).Value.Name.ShouldBe("Ada L.");
        (await edit.RunAsync(new(ada, "Ada L."), Cancellation)).Value.Name.ShouldBe("Ada L.");
        (await edit.RunAsync(new(Actor.Nobody, "Eve"), Cancellation)).Error!.Code.ShouldBe("not_signed_in");

        (await RecordsAsync(_ada.Id)).Count(summary => summary.StartsWith("renamed", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task NoRecord_EverHoldsAPassword()
    {
        (await World.Get<ChangePassword>().RunAsync(new(Actor.Person(_ada.Id, "Ada"), Password, "battery staple"), Cancellation)).IsOk.ShouldBeTrue();

        await using var db = World.Open();
        var hash = await db.Users.Where(person => person.Id == _ada.Id).Select(person => person.PasswordHash).SingleAsync(Cancellation);
        var texts = await db.Audit.Select(record => record.Before + record.After + record.Summary).ToListAsync(Cancellation);
        texts.ShouldNotBeEmpty();
        texts.ShouldAllBe(text => !text.Contains(hash!, StringComparison.Ordinal) && !text.Contains("staple", StringComparison.Ordinal));
    }

    private Task<Result<PersonSession>> SignInAsync(string password)
        => World.Get<SignIn>().RunAsync(new("ada@example.com", password), Cancellation);

    private SignIn SignInThat(PasswordVerificationResult verdict, Func<Task> whileLooking) => new(World.Get<UnitOfWork>(), new PersonManagers(
        World.Get<IOptions<IdentityOptions>>(), new SlowHasher(verdict, whileLooking), World.Get<ILookupNormalizer>(), World.Get<IServiceProvider>(),
        World.Get<ILogger<UserManager<Person>>>()));

    /// <summary>Finds every password right, but not before something else has happened.</summary>
    private sealed class SlowHasher(PasswordVerificationResult verdict, Func<Task> whileLooking) : PasswordHasher<Person>
    {
        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Task.Run(whileLooking, Cancellation).Wait(Cancellation);
            return verdict;
        }
    }
}
