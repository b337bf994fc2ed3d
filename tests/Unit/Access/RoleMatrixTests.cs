using System.Reflection;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Every use case against every role. A new use case without an entry fails the test.</summary>
public sealed class RoleMatrixTests() : WorldTests(DatabaseProvider.Sqlite, Versioning.V2)
{
    private static readonly Type[] s_useCases = [.. typeof(Result<>).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsClass: true } && type.GetNestedType("Command") is not null
            && type.GetMethod("RunAsync") is not null)];

    public static TheoryData<string, Role> Cases()
    {
        var cases = new TheoryData<string, Role>();
        foreach (var useCase in RoleTable.LeastRoles.Keys)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                cases.Add(useCase.Name, role);
            }
        }

        return cases;
    }

    [Fact]
    public void EveryUseCase_HasAnEntry()
    {
        s_useCases.Length.ShouldBeGreaterThan(15);
        s_useCases.Except(RoleTable.LeastRoles.Keys).Except(RoleTable.OfTheInstance).Except(RoleTable.OfOneself)
            .Select(type => type.Name).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AUseCase_LetsInTheRolesOfTheTable_AndNoOthers(string name, Role role)
    {
        var useCase = s_useCases.Single(type => type.Name == name);
        var grant = await World.AccessAsync(role);

        var errors = await RunAsync(useCase, grant);

        errors.Exists(error => error is Error.Forbidden).ShouldBe(
            role < RoleTable.LeastRoles[useCase], $"{name} as {role}: {string.Join(" ", errors.Select(error => error.Message))}");
    }

    [Fact]
    public async Task AGrantThatWasTakenAway_IsRefusedByTheNextWrite()
    {
        await World.CreateExperimentAsync(); // What is copied has to be there.
        var grant = await World.AccessAsync(Role.Administrator);
        await using var db = World.Open();
        await db.Set<ProjectMember>().Where(member => member.PersonId == grant.Actor.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, Role.Viewer), Cancellation);

        foreach (var useCase in RoleTable.LeastRoles.Where(entry => entry.Value > Role.Viewer).Select(entry => entry.Key))
        {
            (await RunAsync(useCase, grant)).ShouldContain(error => error is Error.Forbidden, useCase.Name);
        }

        await db.Set<ProjectMember>().Where(member => member.PersonId == grant.Actor.Id).ExecuteDeleteAsync(Cancellation);
        foreach (var useCase in RoleTable.LeastRoles.Where(entry => entry.Value == Role.Viewer).Select(entry => entry.Key))
        {
            (await RunAsync(useCase, grant)).ShouldNotBeEmpty(useCase.Name);
        }
    }

    [Fact]
    public async Task AGrantThatWasMadeLess_CountsForEveryQuestionOfTheWrite()
    {
        var grant = await World.AccessAsync(Role.ProductManager);
        var id = await World.CreateExperimentAsync();
        await using var db = World.Open();
        await db.Set<ProjectMember>().Where(member => member.PersonId == grant.Actor.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, Role.Support), Cancellation);
        (await World.ApplyAsync(id, World.Rollout(1_000, enabled: true, 5_000), grant)).Error!.Code.ShouldBe("role_too_low");

        var administrator = await World.AccessAsync(Role.Administrator);
        var before = new ProjectAccess(administrator.Actor, World.ProjectId, Role.Administrator, isInstanceAdministrator: true);
        (await World.Get<DeleteProject>().RunAsync(new(before, "Shop"), Cancellation)).Error!.Code.ShouldBe("not_instance_administrator");
    }

    [Fact]
    public async Task ADeactivatedPerson_IsRefusedByTheNextWrite()
    {
        var grant = await World.AccessAsync(Role.Administrator);
        await using var db = World.Open();
        await db.Set<Person>().Where(person => person.Id == grant.Actor.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(person => person.DeactivatedAt, World.Clock.GetUtcNow()), Cancellation);

        (await World.StartAsync(1)).ShouldNotBeNull();
        (await RunAsync(typeof(StartExperiment), grant)).ShouldHaveSingleItem().Code.ShouldBe("not_signed_in");
        (await World.Get<AccessGate>().AdmitAsync(grant.Actor, "shop", Cancellation)).Error!.Code.ShouldBe("not_signed_in");
    }

    [Fact]
    public async Task TheFirstRollout_ChangesWhatEverybodyGets_AndNeedsAProductManager()
    {
        var id = await World.CreateExperimentAsync();
        var support = await World.AccessAsync(Role.Support);

        (await World.ApplyAsync(id, World.Rollout(1_000, enabled: true, 5_000), support)).Error!.Code.ShouldBe("role_too_low");
        (await World.ApplyAsync(id, World.Rollout(1_000, enabled: true, 5_000))).Error.ShouldBeNull();
        (await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000), support)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AProjectOfOthers_LooksAsIfItWereNotThere()
    {
        var stranger = await StrangerAsync();
        var gate = World.Get<AccessGate>();

        var foreign = (await gate.AdmitAsync(stranger, "shop", Cancellation)).Error.ShouldNotBeNull();

        foreign.ShouldBe((await gate.AdmitAsync(stranger, "nowhere", Cancellation)).Error);
    }

    private async Task<Actor> StrangerAsync()
    {
        await using var db = World.Open();
        var person = new Person
        {
            UserName = "stranger",
            Email = "stranger@test.local",
            DisplayName = "Stranger",
            SearchText = "stranger",
            CreatedAt = World.Clock.GetUtcNow(),
        };
        db.Add(person);
        await db.SaveChangesAsync(Cancellation);
        return Actor.Person(person.Id, person.DisplayName);
    }

    private async Task<List<Error>> RunAsync(Type useCase, ProjectAccess grant)
    {
        var command = Make(useCase.GetNestedType("Command")!, grant);
        var service = typeof(World).GetMethod(nameof(World.Get))!.MakeGenericMethod(useCase).Invoke(World, [])!;
        var task = (Task)useCase.GetMethod("RunAsync")!.Invoke(service, [command, Cancellation])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return [.. (IReadOnlyList<Error>)result.GetType().GetProperty("Errors")!.GetValue(result)!];
    }

    /// <summary>A command that is well formed and about things that need not exist: grants are checked before they are looked for.</summary>
    private object Make(Type type, ProjectAccess grant)
    {
        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length)
            .First(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type);
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.Name!, parameter.ParameterType, grant))]);
        foreach (var property in type.GetProperties().Where(property => property.GetValue(made) is null && IsRequired(property)))
        {
            property.SetValue(made, Value(property.Name, property.PropertyType, grant));
        }

        return made;
    }

    private static bool IsRequired(PropertyInfo property)
        => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;

    private object? Value(string name, Type type, ProjectAccess grant) => type switch
    {
        _ when type == typeof(ProjectAccess) => grant,
        _ when type == typeof(int) || (type == typeof(int?) && name == "FeatureId")
            => name == "EnvironmentId" ? World.EnvironmentId : name == "FeatureId" ? World.FeatureId : 1,
        _ when type == typeof(string) => "text",
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ when type.IsAssignableFrom(typeof(Core.Experiments.Rollout.Domain.RolloutChange)) => World.Rollout(1_000, enabled: true, 5_000),
        _ when type == typeof(IReadOnlyList<SegmentRule>)
            => (SegmentRule[])[new(RuleType.All, [new("plan", SegmentOperator.Equal, "pro")], [])],
        _ when type.IsInterface && type.IsGenericType => Array.CreateInstance(type.GetGenericArguments()[0], 0),
        _ => Make(type, grant),
    };
}
