using System.Net;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

        (await SignInAsync("wrong")).Error.ShouldBeOfType<Error.Limited>().Code.ShouldBe("locked_out");
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
    public async Task AStranger_ShutsNobodyOut()
    {
        for (var attempt = 0; attempt <= IdentityRules.MostAttempts; attempt++)
        {
            _ = await SignInAsync("wrong", At("198.51.100.7"));
        }

        (await SignInAsync(Password, At("198.51.100.7"))).Error!.Code.ShouldBe("locked_out");
        (await SignInAsync(Password, At("203.0.113.9"))).IsOk.ShouldBeTrue();
        (await SignInAsync(Password, At("198.51.100.7"))).Error!.Code.ShouldBe("locked_out", "that the owner came in elsewhere opens nothing here");
    }

    [Fact]
    public async Task ANetworkOfIPv6_CountsAsOneAddress()
    {
        for (var attempt = 0; attempt < IdentityRules.MostAttempts; attempt++)
        {
            _ = await SignInAsync("wrong", At($"2001:db8::{attempt}"));
        }

        (await SignInAsync(Password, At("2001:db8::ffff"))).Error!.Code.ShouldBe("locked_out");
        (await SignInAsync(Password, At("2001:db8:0:1::1"))).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task WrongPasswords_AreWrittenNowhere()
    {
        await using var db = World.Open();
        var before = await DatabaseFingerprint.TakeAsync(db, Cancellation);

        (await SignInAsync("wrong")).Error!.Code.ShouldBe("sign_in_failed");

        (await DatabaseFingerprint.TakeAsync(db, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task WrongCurrentPasswords_LockLikeThoseOfASignIn()
    {
        var change = World.Get<ChangePassword>();
        var ada = Actor.Person(_ada.Id, _ada.Name);
        for (var attempt = 1; attempt < IdentityRules.MostAttempts; attempt++)
        {
            (await change.RunAsync(new(ada, "wrong", "battery staple"), Cancellation)).Error!.Field.ShouldBe("currentPassword");
        }

        (await change.RunAsync(new(ada, "wrong", "battery staple"), Cancellation)).Error.ShouldBeOfType<Error.Limited>().Code.ShouldBe("locked_out");
        (await change.RunAsync(new(ada, Password, "battery staple"), Cancellation)).Error!.Code.ShouldBe("locked_out");
        (await SignInAsync(Password)).Error!.Code.ShouldBe("locked_out");
        (await change.RunAsync(new(ada, Password, "battery staple") { From = At("203.0.113.9") }, Cancellation)).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("password", "password_common")]
    [InlineData("aaaaaaaa", "password_regular")]
    [InlineData("Experiment Admin", "password_of_context")]
    [InlineData("ada@example.com", "password_of_context")]
    public async Task APasswordThatIsEasilyGuessed_IsNoNewOne_ButStaysGoodForWhoHasIt(string password, string code)
    {
        (await World.Get<ChangePassword>().RunAsync(new(Actor.Person(_ada.Id, _ada.Name), Password, password), Cancellation)).Error!.Code.ShouldBe(code);
        await HashIsAsync(new PasswordHasher<Person>().HashPassword(null!, password));

        (await SignInAsync(password)).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2, 1_000)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 100_000)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 210_000)]
    public async Task AHash_HasAtLeast210000IterationsOfSha512_AfterASignIn(PasswordHasherCompatibilityMode mode, int iterations)
    {
        var before = new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { CompatibilityMode = mode, IterationCount = iterations }))
            .HashPassword(null!, Password);
        await HashIsAsync(before);
        await using var product = new ServiceCollection().AddLogging().AddCore(Database.Options).BuildServiceProvider();

        (await product.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", Password), Cancellation)).IsOk.ShouldBeTrue();

        await using var db = World.Open();
        var hash = await db.Set<Person>().Where(person => person.Id == _ada.Id).Select(person => person.PasswordHash).SingleAsync(Cancellation);
        (hash == before).ShouldBe(iterations == 210_000);
        Convert.FromBase64String(hash!)[..9].ShouldBe([1, 0, 0, 0, 2, 0, 3, 52, 80], "version 1, SHA-512, 210000");
        (await product.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", Password), Cancellation)).IsOk.ShouldBeTrue();
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
        var before = await World.Get<StartSession>().RunAsync(new(_ada, null, null), Cancellation);
        (await sessions.FindAsync(before, Cancellation)).ShouldBe(_ada);

        (await change.RunAsync(new(ada, "wrong", "battery staple"), Cancellation)).Error!.Field.ShouldBe("currentPassword");
        (await change.RunAsync(new(ada, Password, "short"), Cancellation)).Error!.Code.ShouldBe("password_too_short");
        var renewed = (await change.RunAsync(new(ada, Password, "battery staple"), Cancellation)).Value;

        (await sessions.FindAsync(before, Cancellation)).ShouldBeNull();
        (await sessions.FindAsync(await World.Get<StartSession>().RunAsync(new(renewed, null, null), Cancellation), Cancellation)).ShouldBe(renewed);
        (await SignInAsync(Password)).Error!.Code.ShouldBe("sign_in_failed");
        (await SignInAsync("battery staple")).IsOk.ShouldBeTrue();
        (await RecordsAsync(_ada.Id))[^1].ShouldBe("password changed");
    }

    [Theory]
    [InlineData(PasswordVerificationResult.Success)]
    [InlineData(PasswordVerificationResult.SuccessRehashNeeded)]
    public async Task APasswordThatIsReplacedWhileItIsLookedAt_SignsNobodyIn_AndDoesNotComeBack(PasswordVerificationResult verdict)
    {
        await using var slow = World.WithHasher(new SlowHasher(verdict, () => World.Get<ChangePassword>().RunAsync(
            new(Actor.Person(_ada.Id, _ada.Name), Password, "battery staple"), Cancellation)));

        (await slow.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", Password), Cancellation)).Error!.Code.ShouldBe("sign_in_failed");

        (await SignInAsync(Password)).Error!.Code.ShouldBe("sign_in_failed");
        (await SignInAsync("battery staple")).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task TwoSignInsThatBothMakeTheHashStronger_Succeed()
    {
        const PasswordVerificationResult weak = PasswordVerificationResult.SuccessRehashNeeded;
        await using var quick = World.WithHasher(new SlowHasher(weak, () => Task.CompletedTask));
        await using var slow = World.WithHasher(new SlowHasher(
            weak, () => quick.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", Password), Cancellation)));

        (await slow.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", Password), Cancellation)).Error.ShouldBeNull();

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
        var hash = await db.Set<Person>().Where(person => person.Id == _ada.Id).Select(person => person.PasswordHash).SingleAsync(Cancellation);
        var texts = await db.Set<AuditRecord>().Select(record => record.Before + record.After + record.Summary).ToListAsync(Cancellation);
        texts.ShouldNotBeEmpty();
        texts.ShouldAllBe(text => !text.Contains(hash!, StringComparison.Ordinal) && !text.Contains("staple", StringComparison.Ordinal));
    }

    private static Visitor At(string address) => new(IPAddress.Parse(address));

    private Task<Result<PersonSession>> SignInAsync(string password, Visitor? from = null)
        => World.Get<SignIn>().RunAsync(new("ada@example.com", password) { From = from ?? Visitor.Unknown }, Cancellation);

    private async Task HashIsAsync(string hash)
    {
        await using var db = World.Open();
        await db.Set<Person>().Where(person => person.Id == _ada.Id).ExecuteUpdateAsync(row => row.SetProperty(person => person.PasswordHash, hash), Cancellation);
    }

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
