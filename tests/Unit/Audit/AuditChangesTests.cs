using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.Unit.Audit;

public sealed class AuditChangesTests
{
    [Fact]
    public void OnlyFieldsThatDiffer_AreListed_InWords()
        => AuditChanges.Between(
            """{"name":"A","rollout":{"percentage":2000,"controlValue":"classic","enabled":false}}""",
            """{"name":"A","rollout":{"percentage":5050,"controlValue":null,"enabled":true}}""").ShouldBe(
            [
                new("rollout › percentage", "20 %", "50.5 %"),
                new("rollout › enabled", "no", "yes"),
                new("rollout › control value", "classic", null),
            ]);

    [Fact]
    public void ItemsOfAList_AreToldApartByTheirKey_NotByTheirPlace()
        => AuditChanges.Between(
            """{"shares":[{"variantId":1,"key":"big","share":6000},{"variantId":2,"key":"small","share":4000}]}""",
            """{"shares":[{"variantId":2,"key":"small","share":4000},{"variantId":3,"key":"huge","share":100}]}""").ShouldBe(
            [
                new("shares › huge › share", null, "1 %"),
                new("shares › big › share", "60 %", null),
            ]);

    [Fact]
    public void ItemsWithoutAName_AreNumbered()
        => AuditChanges.Between("""{"rules":[{"type":"ALL"}]}""", """{"rules":[{"type":"ANY"},{"type":"NONE"}]}""").ShouldBe(
            [
                new("rules 1 › type", "ALL", "ANY"),
                new("rules 2 › type", null, "NONE"),
            ]);

    [Fact]
    public void Moments_AndRoles_ReadAsOnPages()
        => AuditChanges.Between(null, """{"role":"product_manager","expiresAt":"2026-12-01T00:00:00+00:00","revokedAt":null,"at":"12"}""").ShouldBe(
            [
                new("role", null, "product manager"),
                new("expires at", null, "1 December 2026, 00:00:00 UTC"),
                new("at", null, "12"),
            ]);

    [Fact]
    public void ANewObject_ListsAllItHas_AndADeletedOneAllItHad()
    {
        AuditChanges.Between(null, """{"name":"A","tags":[]}""").ShouldBe([new("name", null, "A")]);
        AuditChanges.Between("""{"name":"A"}""", null).ShouldBe([new("name", "A", null)]);
        AuditChanges.Between(null, null).ShouldBeEmpty();
    }
}
