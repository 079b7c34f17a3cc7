package vitrine.gallery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vitrine.gallery");

    @Test
    void packagesDependInOneDirection() {
        slices().matching("vitrine.gallery.(*)..").should().beFreeOfCycles().check(code);
    }

    @Test
    void entitiesRepositoriesAndControllersStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or()
                .areAssignableTo(Repository.class)
                .or()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .check(code);
    }

    @Test
    void namesSayIntent() {
        noClasses()
                .that()
                .doNotHaveSimpleName("GalleryService")
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service|Common)")
                .check(code);
    }
}
